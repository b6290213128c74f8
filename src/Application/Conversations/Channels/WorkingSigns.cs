using EzSolutions.Application.Common;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Channels;
using Microsoft.Extensions.Logging;

namespace EzSolutions.Application.Conversations.Channels;

/// <summary>Tells a person on an outside channel that their message is being worked on.</summary>
public interface IWorkingSign
{
    string Channel { get; }

    Task ShowAsync(ChannelAddress address, CancellationToken ct);
}

/// <summary>A nicety: it holds up no turn for long, and none fails for it. Where no channel knows such a sign, it costs nothing.</summary>
internal sealed partial class WorkingSigns(IStore store, IEnumerable<IWorkingSign> signs, TimeProvider time, ILogger<WorkingSigns> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    public async Task ShowAsync(Guid conversationId, CancellationToken ct)
    {
        if (!signs.Any())
            return;
        var channels = signs.Select(s => s.Channel).ToArray();
        var thread = await store.FirstOrDefaultAsync(
            store.Query<ChannelThread>().Where(t => t.ConversationId == conversationId && channels.Contains(t.Channel)
                && store.Query<Conversation>().Any(c => c.Id == conversationId && c.Owner.Kind == OwnerKind.Bot && c.HandledUpTo < c.LastInboundSequence)),
            ct);
        if (thread is null)
            return;
        var locale = await store.FirstOrDefaultAsync(store.Query<Conversation>().Where(c => c.Id == conversationId).Select(c => c.Locale), ct);
        using var limit = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            await signs.First(s => s.Channel == thread.Channel).ShowAsync(ChannelAddress.Of(thread, locale), both.Token);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogNotShown(logger, conversationId, exception.GetType().Name);
        }
    }

    [LoggerMessage(362, LogLevel.Debug, "The channel did not show that conversation {ConversationId} is being worked on ({Reason})")]
    private static partial void LogNotShown(ILogger logger, Guid conversationId, string reason);
}
