using EzSolutions.Application.Billing;
using EzSolutions.Application.Common;
using EzSolutions.Application.Ordering;
using EzSolutions.Application.Provisioning;
using EzSolutions.Application.Support;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using MediatR;

namespace EzSolutions.Application.Conversations.Console;

/// <summary>A conversation with its customer's newest orders, invoices, services and tickets beside it. Error: conversation_not_found.</summary>
[Access(Audience.Staff)]
public sealed record GetConversation(Guid ConversationId) : IQuery<ConversationDetail>;

internal sealed class GetConversationHandler(Summaries summaries, IMediator mediator) : IRequestHandler<GetConversation, Result<ConversationDetail>>
{
    private static readonly PageRequest Newest = new(20);

    public async Task<Result<ConversationDetail>> Handle(GetConversation request, CancellationToken cancellationToken)
    {
        var ct = cancellationToken;
        if (await summaries.FindAsync(request.ConversationId, ct) is not { } conversation)
            return ConversationErrors.NotFound;
        if (conversation.Customer is not { Id: var customer })
            return new ConversationDetail(conversation, [], [], [], []);

        // The same requests as everywhere else, as this member of staff: what they may not see stays empty.
        var orders = await mediator.Send(new ListOrders(Newest, customer), ct);
        var invoices = await mediator.Send(new ListInvoices(Newest, CustomerId: customer), ct);
        var services = await mediator.Send(new ListServices(Newest, customer), ct);
        var tickets = await mediator.Send(new ListTickets(Newest, CustomerId: customer), ct);
        return new ConversationDetail(
            conversation,
            [.. Items(orders).Select(o => new OrderFacts(o.Id, o.Number, o.State, o.Total, o.CreatedAt, o.Summary))],
            [.. Items(invoices).Select(i => new InvoiceFacts(i.Id, i.Number, i.State, i.Total, i.AmountDue, i.DueAt))],
            [.. Items(services).Select(s => new ServiceFacts(s.Id, s.Label, s.ProductName, s.State, s.ObservedState, s.Ipv4, s.NextDueAt))],
            [.. Items(tickets).Select(t => new TicketFacts(t.Id, t.Number, t.Subject, t.State, t.UpdatedAt))]);
    }

    private static IReadOnlyList<T> Items<T>(Result<Page<T>> page) => page.IsSuccess ? page.Value.Items : [];
}

/// <summary>Inbox lines of these conversations, to be pushed to staff.</summary>
[Access(Audience.System)]
public sealed record SummariseConversations(IReadOnlyCollection<Guid> ConversationIds) : IQuery<IReadOnlyList<ConversationSummary>>;

internal sealed class SummariseConversationsHandler(IStore store, Summaries summaries)
    : IRequestHandler<SummariseConversations, Result<IReadOnlyList<ConversationSummary>>>
{
    public async Task<Result<IReadOnlyList<ConversationSummary>>> Handle(SummariseConversations request, CancellationToken cancellationToken)
    {
        var ids = request.ConversationIds.ToArray();
        return await summaries.ListAsync(store.Query<Conversation>().Where(c => ids.Contains(c.Id)), cancellationToken);
    }
}

/// <summary>One inbox line. Error: conversation_not_found.</summary>
[Access(Audience.Staff)]
public sealed record GetSummary(Guid ConversationId) : IQuery<ConversationSummary>;

internal sealed class GetSummaryHandler(Summaries summaries) : IRequestHandler<GetSummary, Result<ConversationSummary>>
{
    public async Task<Result<ConversationSummary>> Handle(GetSummary request, CancellationToken cancellationToken) =>
        await summaries.FindAsync(request.ConversationId, cancellationToken) is { } summary ? summary : ConversationErrors.NotFound;
}
