using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Application.Conversations.DirectLine;

/// <summary>The session behind all tokens of one Direct Line conversation: it has the conversation's own id.</summary>
internal static class DirectLineSessions
{
    /// <summary>Each refresh of a token begins it anew; a conversation left alone for this long has to be started again.</summary>
    public static readonly SessionLife Life = new(TimeSpan.FromDays(30), TimeSpan.FromDays(30));

    public static Session Start(Guid conversationId, DateTimeOffset now) =>
        Session.Start(conversationId, new SessionSubject(SessionKind.Visitor, ConversationId: conversationId), Life, now).Session;

    /// <returns>Null when it was never opened; a refusal when it is over, or another channel's; else its last sequence.</returns>
    public static async Task<Result<DirectLineState>?> FindDirectLineAsync(this IStore store, Guid conversationId, DateTimeOffset now, CancellationToken ct)
    {
        var found = await store.FirstOrDefaultAsync(
            store.Query<Conversation>()
                .Where(c => c.Id == conversationId)
                .Select(c => new
                {
                    c.Channel,
                    c.LastSequence,
                    c.Locale,
                    Live = store.Query<Session>().Any(s => s.Id == conversationId && s.RevokedAt == null && s.ExpiresAt > now),
                }),
            ct);
        if (found is null)
            return null;
        return found.Channel != Conversation.DirectLineChannel ? ConversationErrors.NotFound
            : found.Live ? new DirectLineState(found.LastSequence, found.Locale)
            : AccountErrors.SessionExpired;
    }
}
