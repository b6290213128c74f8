using EzSolutions.Application.Common;

namespace EzSolutions.Application.Support;

/// <summary>Opens a ticket on the system's behalf when something needs a person: a dead job, an unmatched payment (P06).</summary>
/// <param name="Reference">What it is about, e.g. <c>provisioning:{jobId}</c>; a second ticket for the same open reference adds a message instead.</param>
[Access(Audience.System)]
public sealed record OpenStaffTicket(string Subject, string Body, string Reference, Guid? CustomerId = null, Guid? ServiceId = null) : ICommand<TicketView>;
