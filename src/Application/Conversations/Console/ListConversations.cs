using System.Globalization;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Conversations.Console;

/// <summary>One view of the inbox, latest activity first; who waits for a person, the longest waiting first.</summary>
/// <param name="Search">Part of a name, an e-mail address or a subject.</param>
[Access(Audience.Staff)]
public sealed record ListConversations(ConversationView View, string? Search, PageRequest Page) : IQuery<Page<ConversationSummary>>;

internal sealed class ListConversationsValidator : AbstractValidator<ListConversations>
{
    public ListConversationsValidator()
    {
        RuleFor(r => r.Search).MaximumLength(200);
        RuleFor(r => r.Page.Limit).InclusiveBetween(1, 100).OverridePropertyName("limit");
        RuleFor(r => r.Page.After).Must(after => after is null || Cursor.TryRead(after, out _, out _)).OverridePropertyName("after")
            .WithMessage("Use the 'next' value of the page before.");
    }
}

internal sealed class ListConversationsHandler(IStore store, Summaries summaries, IActorContext actors)
    : IRequestHandler<ListConversations, Result<Page<ConversationSummary>>>
{
    public async Task<Result<Page<ConversationSummary>>> Handle(ListConversations request, CancellationToken cancellationToken)
    {
        var conversations = store.Query<Conversation>().Where(Summaries.In(request.View, actors.Staff().Id));
        if (request.Search?.Trim().ToLowerInvariant() is { Length: > 0 } term)
        {
#pragma warning disable CA1304, CA1311 // Translated to SQL's lower().
            conversations = conversations.Where(c =>
                (c.VisitorName != null && c.VisitorName.ToLower().Contains(term)) ||
                (c.CustomerEmail != null && c.CustomerEmail.ToLower().Contains(term)) ||
                (c.Subject != null && c.Subject.ToLower().Contains(term)));
#pragma warning restore CA1304, CA1311
        }
        var waiting = request.View == ConversationView.Waiting;
        var limit = request.Page.Limit;
        var found = await summaries.ListAsync(
            (waiting ? LongestWaitingFirst(conversations, request.Page.After) : LatestFirst(conversations, request.Page.After)).Take(limit + 1), cancellationToken);
        var items = found.Take(limit).ToList();
        return new Page<ConversationSummary>(items, found.Count > limit ? Cursor.Of(items[^1], waiting) : null);
    }

    private static IQueryable<Conversation> LatestFirst(IQueryable<Conversation> conversations, string? after)
    {
        if (after is not null && Cursor.TryRead(after, out var at, out var id))
            conversations = conversations.Where(c => c.LastActivityAt < at || (c.LastActivityAt == at && c.Id < id));
        return conversations.OrderByDescending(c => c.LastActivityAt).ThenByDescending(c => c.Id);
    }

    private static IQueryable<Conversation> LongestWaitingFirst(IQueryable<Conversation> conversations, string? after)
    {
        if (after is not null && Cursor.TryRead(after, out var at, out var id))
            conversations = conversations.Where(c => (c.WaitingSince ?? c.CreatedAt) > at || ((c.WaitingSince ?? c.CreatedAt) == at && c.Id > id));
        return conversations.OrderBy(c => c.WaitingSince ?? c.CreatedAt).ThenBy(c => c.Id);
    }
}

/// <summary>Where a page of the inbox ended.</summary>
internal static class Cursor
{
    public static string Of(ConversationSummary last, bool waiting) =>
        string.Create(CultureInfo.InvariantCulture, $"{(waiting ? last.WaitingSince ?? last.CreatedAt : last.LastActivityAt).UtcTicks}_{last.Id:N}");

    public static bool TryRead(string cursor, out DateTimeOffset at, out Guid id)
    {
        (at, id) = (default, default);
        var parts = cursor.Split('_');
        if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) ||
            ticks > DateTimeOffset.MaxValue.UtcTicks || !Guid.TryParseExact(parts[1], "N", out id))
        {
            return false;
        }
        at = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }
}
