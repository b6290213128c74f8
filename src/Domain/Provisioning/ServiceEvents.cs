using EzSolutions.Domain.Common;

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
