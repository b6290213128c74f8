using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Integration.Tests.Conversations.Channels;

/// <summary>A node with a fake channel, and somebody who writes there.</summary>
internal sealed class ChannelRoom(string database, params (string Key, string Value)[] settings) : IAsyncDisposable
{
    private int _sent;

    public string Database => database;

    public FakeAdapter Adapter { get; } = new();

    public ScriptedDialogue Dialogue { get; } = new();

    public ChatHost Host => field ??= new ChatHost(database, HasRealBot ? null : Dialogue, false, settings) { Adapter = Adapter, HasRealBot = HasRealBot };

    public bool HasRealBot { get; init; }

    public static ChannelSender Anna(bool isPrivate = true, string tenant = "tenant-1", string key = "chat-1") =>
        new(FakeAdapter.Name, tenant, key, "user-anna", "Anna", isPrivate, """{"to":"anna"}""", "en");

    public Task<Result<Appended>> WriteAsync(string? text, ChannelSender? sender = null, string? id = null, ChannelPress? press = null) =>
        Host.SendAsync(new ReceiveFromChannel(sender ?? Anna(), id ?? $"m-{Interlocked.Increment(ref _sent)}", text, press));

    public Task<Result<Done>> GreetAsync(ChannelSender? sender = null) => Host.SendAsync(new GreetOnChannel(sender ?? Anna()));

    public Task<List<Delivery>> DeliveriesAsync() => Host.InScopeAsync(services =>
    {
        var store = services.GetRequiredService<IStore>();
        return store.ListAsync(store.Query<Delivery>().OrderBy(d => d.Sequence), CancellationToken.None);
    });

    public Task<List<Conversation>> ConversationsAsync() => Host.InScopeAsync(services =>
    {
        var store = services.GetRequiredService<IStore>();
        return store.ListAsync(store.Query<Conversation>().OrderBy(c => c.CreatedAt), CancellationToken.None);
    });

    public Task<List<Delivery>> UntilAsync(Func<List<Delivery>, bool> holds) => Eventually.HoldsAsync(DeliveriesAsync, holds);

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
