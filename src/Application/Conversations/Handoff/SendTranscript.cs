using System.Globalization;
using System.Text;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Handoff;
using MediatR;

namespace EzSolutions.Application.Conversations.Handoff;

/// <summary>
/// Sends what was said in a conversation to its customer's own address, and to no other; never notes (C03). A customer names none and gets their own
/// conversation. Errors: conversation_not_found, customer_address_unknown, too_many_transcripts.
/// </summary>
[Access(Audience.Customer | Audience.Staff)]
public sealed record SendTranscript(Guid? ConversationId = null) : ICommand<Done>;

internal sealed class SendTranscriptHandler(IStore store, ConversationLog log, IMailer mailer, IActorContext actors)
    : IRequestHandler<SendTranscript, Result<Done>>
{
    private const int PerHour = 3;
    private const int MostEntries = 500;

    public async Task<Result<Done>> Handle(SendTranscript request, CancellationToken cancellationToken)
    {
        var ct = cancellationToken;
        var wanted = actors.Current is Actor.Staff ? request.ConversationId : actors.ConversationId();
        if (wanted is not { } id || await store.FindLockedAsync<Conversation>(id, ct) is not { } conversation)
            return ConversationErrors.NotFound;
        var customer = conversation.CustomerId is { } customerId
            ? await store.FirstOrDefaultAsync(store.Query<Customer>().Where(c => c.Id == customerId), ct)
            : null;
        if (customer is null)
            return HandoffErrors.NoAddress;

        var stamp = log.Stamp();
        var hourAgo = stamp.At.AddHours(-1);
        if (await store.CountAsync(
                store.Query<Entry>().Where(e => e.ConversationId == id && e.Event == HandoffSteps.Transcript && e.CreatedAt > hourAgo), ct) >= PerHour)
        {
            return Error.RateLimited("too_many_transcripts", "This transcript was sent just now. Please look into the mailbox first.", TimeSpan.FromHours(1));
        }
        var entries = await store.ListAsync(
            store.Query<Entry>()
                .Where(e => e.ConversationId == id && e.Kind != EntryKind.Note)
                .OrderByDescending(e => e.Sequence)
                .Take(MostEntries),
            ct);
        entries.Reverse();
        await mailer.QueueAsync(
            customer.Email,
            "transcript",
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["name"] = customer.Name,
                ["date"] = DateOnly.FromDateTime(conversation.CreatedAt.UtcDateTime),
                ["transcript"] = Transcript.Of(entries),
            },
            ct);
        conversation.TellTranscript(stamp, customer.Email);
        await log.SaveAsync(conversation, ct);
        return Result.Done;
    }
}

/// <summary>A conversation as plain text: what the customer saw, each card once as it was in the end.</summary>
internal static class Transcript
{
    private const string Covered = "••••••";

    public static string Of(IReadOnlyList<Entry> entries)
    {
        var newest = entries.Where(e => e.Replaces is not null).GroupBy(e => e.Replaces!.Value).ToDictionary(g => g.Key, g => g.Last());
        var text = new StringBuilder();
        foreach (var entry in entries.Where(e => e.Replaces is null && e.IsForCustomer()))
        {
            if (Words(newest.GetValueOrDefault(entry.Id, entry)) is { Length: > 0 } words)
            {
                text.Append(CultureInfo.InvariantCulture, $"[{entry.CreatedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC] {Who(entry)}{words}").Append('\n');
            }
        }
        return text.ToString();
    }

    private static string Who(Entry entry) => entry.Kind == EntryKind.Event ? "" : entry.Author.Name + ": ";

    private static string Words(Entry entry)
    {
        // P07: a one-time code that was typed is nobody's business in a mailbox.
        if (entry.Author.Kind == AuthorKind.Customer && entry.Text is { } said && said.Trim() is { Length: 6 } code && code.All(char.IsAsciiDigit))
            return Covered;
        return string.Join(" – ", new[] { entry.Text, entry.Card?.Title, entry.Card?.Text }.Where(part => !string.IsNullOrWhiteSpace(part)));
    }
}
