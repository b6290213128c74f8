using System.Text.Json;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Channels;
using Microsoft.Extensions.Logging;

namespace EzSolutions.Application.Conversations.Channels;

/// <summary>Gives a thread on an outside channel the name of what it is about.</summary>
public interface IThreadTitle
{
    string Channel { get; }

    /// <returns>Null where a thread is not about that: a greeting, thanks.</returns>
    string? TitleOf(string skill, string? locale);

    Task ShowAsync(ChannelAddress address, string title, CancellationToken ct);
}

/// <summary>A nicety, once per thread, when its first request was answered; whatever goes wrong with it, the turn is over already.</summary>
internal sealed partial class ThreadTitles(IStore store, IEnumerable<IThreadTitle> titles, TimeProvider time, ILogger<ThreadTitles> logger)
{
    /// <summary>Who has asked for nothing in so many turns is only chatting.</summary>
    private const int FirstTurns = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    /// <param name="since">When the turn began: another one's subject was shown by then.</param>
    public async Task ShowAsync(Guid conversationId, DateTimeOffset since, CancellationToken ct)
    {
        if (!titles.Any())
            return;
        try
        {
            using var limit = new CancellationTokenSource(Patience, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
            await TryAsync(conversationId, since, both.Token);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogNotShown(logger, conversationId, exception.GetType().Name);
        }
    }

    private async Task TryAsync(Guid conversationId, DateTimeOffset since, CancellationToken ct)
    {
        var channels = titles.Select(t => t.Channel).ToArray();
        var thread = await store.FirstOrDefaultAsync(
            store.Query<ChannelThread>().Where(t => t.ConversationId == conversationId && channels.Contains(t.Channel)), ct);
        if (thread is null)
            return;
        var title = titles.First(t => t.Channel == thread.Channel);
        var locale = await store.FirstOrDefaultAsync(store.Query<Conversation>().Where(c => c.Id == conversationId).Select(c => c.Locale), ct);
        var turns = await store.ListAsync(
            store.Query<TurnRecord>().Where(t => t.ConversationId == conversationId && t.UpToSequence > 0)
                .OrderBy(t => t.UpToSequence).Select(t => new { t.Understanding, t.CreatedAt }).Take(FirstTurns),
            ct);
        foreach (var turn in turns)
        {
            if (Skills(turn.Understanding).Select(s => title.TitleOf(s, locale)).FirstOrDefault(t => t is not null) is not { } words)
                continue;
            if (turn.CreatedAt >= since)
                await title.ShowAsync(ChannelAddress.Of(thread, locale), words, ct);
            return;
        }
    }

    /// <summary>A record is a list of messages, each a list of what it asked for; whatever its form was once, only the names matter.</summary>
    private static List<string> Skills(string understanding)
    {
        using var json = JsonDocument.Parse(understanding);
        List<string> found = [];
        Collect(json.RootElement, found);
        return found;
    }

    private static void Collect(JsonElement node, List<string> found)
    {
        if (node.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in node.EnumerateArray())
                Collect(item, found);
        }
        else if (node.ValueKind == JsonValueKind.Object && node.TryGetProperty("skill", out var skill) && skill.ValueKind == JsonValueKind.String)
        {
            found.Add(skill.GetString()!);
        }
    }

    [LoggerMessage(363, LogLevel.Debug, "The channel did not take a title for conversation {ConversationId} ({Reason})")]
    private static partial void LogNotShown(ILogger logger, Guid conversationId, string reason);
}
