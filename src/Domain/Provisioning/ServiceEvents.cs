using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning.Lifecycle;

namespace EzSolutions.Domain.Provisioning;

/// <summary>A provisioning step began, ended or is being retried.</summary>
public sealed record ServiceProgressed(Guid ServiceId, Guid CustomerId, Guid? ConversationId) : IDomainEvent;

/// <summary>Ready for its customer: running, with an address and credentials.</summary>
public sealed record ServiceReady(Guid ServiceId, Guid OrderId, Guid CustomerId, Guid? ConversationId) : IDomainEvent;

/// <summary>Could not be made after every retry; what was made has been undone and staff have a ticket.</summary>
public sealed record ServiceFailed(Guid ServiceId, Guid OrderId, Guid CustomerId, Guid? ConversationId, string Reason) : IDomainEvent;

/// <param name="ConversationId">The conversation that asked, if any.</param>
/// <param name="Failure">Plain words when it did not work; null when it did.</param>
public sealed record PowerActionFinished(Guid ServiceId, Guid CustomerId, Guid? ConversationId, PowerAction Action, string? Failure) : IDomainEvent;

/// <summary>Switched off for a reason, from this transaction on; the machine follows within moments.</summary>
/// <param name="Note">For staff.</param>
public sealed record ServiceSuspended(Guid ServiceId, Guid CustomerId, Guid? ConversationId, SuspensionReason Reason, string Note) : IDomainEvent;

/// <summary>The last reason to be off was lifted; the machine follows within moments.</summary>
public sealed record ServiceUnsuspended(Guid ServiceId, Guid CustomerId, Guid? ConversationId, SuspensionReason Reason) : IDomainEvent;

/// <summary>The machine is as big as its product now.</summary>
public sealed record ServiceResized(Guid ServiceId, Guid CustomerId, Guid? ConversationId, string ProductCode) : IDomainEvent;

/// <summary>A backup is complete, as the provider has confirmed.</summary>
public sealed record ServiceBackedUp(Guid ServiceId, Guid CustomerId, Guid? ConversationId, Guid BackupId, BackupPurpose Purpose) : IDomainEvent;

/// <summary>Gone, as the provider has confirmed (O06).</summary>
public sealed record ServiceTerminated(Guid ServiceId, Guid CustomerId, Guid? ConversationId, TerminationReason Reason) : IDomainEvent;

/// <summary>A step of a lifecycle job began or ended, or the job itself did.</summary>
public sealed record LifecycleProgressed(Guid JobId, Guid ServiceId, Guid CustomerId, Guid? ConversationId, LifecycleKind Kind) : IDomainEvent;
