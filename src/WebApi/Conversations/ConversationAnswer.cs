using EzSolutions.Application.Conversations;
using EzSolutions.Application.Conversations.Console;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Handoff;

namespace EzSolutions.WebApi.Conversations;

/// <summary>The inbox line and what stands beside it, in one flat object.</summary>
internal sealed record ConversationAnswer(
    Guid Id,
    string Channel,
    ConversationState State,
    OwnerView Owner,
    CustomerIdentity? Customer,
    string? VisitorName,
    Assurance Assurance,
    string? Subject,
    LastEntry? LastEntry,
    long LastSequence,
    DateTimeOffset? WaitingSince,
    DateTimeOffset LastActivityAt,
    DateTimeOffset CreatedAt,
    IReadOnlyList<OrderFacts> Orders,
    IReadOnlyList<InvoiceFacts> Invoices,
    IReadOnlyList<ServiceFacts> Services,
    IReadOnlyList<TicketFacts> Tickets,
    HandoffTopic Topic)
{
    public static ConversationAnswer Of(ConversationDetail detail)
    {
        var c = detail.Conversation;
        return new ConversationAnswer(
            c.Id, c.Channel, c.State, c.Owner, c.Customer, c.VisitorName, c.Assurance, c.Subject, c.LastEntry, c.LastSequence, c.WaitingSince,
            c.LastActivityAt, c.CreatedAt, detail.Orders, detail.Invoices, detail.Services, detail.Tickets, c.Topic);
    }
}
