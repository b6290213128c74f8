using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Application.Conversations.Channels.BotFramework;

namespace EzSolutions.Bot.Channels.Teams;

/// <summary>Teams' way out: replies and what we say on our own account are the same, both go to the stored thread.</summary>
internal sealed class TeamsAdapter(IBotFrameworkConnector connector, TeamsRenderer renderer) : IChannelAdapter
{
    private const string NothingToShow = "nothing-to-show";

    public string Channel => TeamsChannel.Name;

    public async Task<DeliveryOutcome> DeliverAsync(OutboundEntry entry, CancellationToken ct)
    {
        if (TeamsReference.Read(entry.Address.Reference) is not { } reference)
            return new DeliveryOutcome.Failed("It is not known where to send it.");
        if (renderer.Render(entry.Entry, entry.Address, reference) is not { } activity)
            return new DeliveryOutcome.Sent(NothingToShow);
        var (service, thread) = (reference.ServiceUrl, entry.Address.ThreadKey);
        // In place; a message the person has deleted is written anew.
        if (entry.ReplacesExternalId is { Length: > 0 } earlier and not NothingToShow
            && await connector.UpdateAsync(service, thread, earlier, activity, ct) is { } updated)
            return updated;
        return await connector.SendAsync(service, thread, activity, ct);
    }

    /// <summary>Teams lets a bot read back none of its messages. Only what changes one in place may be done twice: that is the same as once.</summary>
    public Task<DeliveryOutcome?> FindAsync(OutboundEntry entry, CancellationToken ct) =>
        Task.FromResult<DeliveryOutcome?>(entry.ReplacesExternalId is { Length: > 0 } ? new DeliveryOutcome.Retry("It changes a message in place.") : null);
}
