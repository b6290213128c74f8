using System.Text.Json;
using EzSolutions.Application.Conversations;
using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Application.Conversations.Channels.Linking;

namespace EzSolutions.Integration.Tests.Conversations.Channels;

/// <summary>One customer's side of the story, whatever it is held on. A channel joins the story by being one of these.</summary>
internal abstract class StoryChannel(ChannelRoom room)
{
    protected const string Email = "anna@example.com";

    protected ChannelRoom Room => room;

    public abstract Task<Guid> ConversationAsync();

    public abstract Task SayAsync(string text);

    /// <summary>From being asked who it is until the bot knows.</summary>
    public abstract Task SignInAsync();

    /// <summary>Everything we said to this customer so far, cards in words.</summary>
    protected abstract Task<string[]> HeardAsync();

    public Task HearsAsync(string words) =>
        Eventually.HoldsAsync(HeardAsync, all => all.Any(t => t.Contains(words, StringComparison.OrdinalIgnoreCase)));

    public static StoryChannel Of(string name, ChannelRoom room) => name == "widget" ? new Widget(room) : new Outside(room);

    private sealed class Widget(ChannelRoom room) : StoryChannel(room)
    {
        private Visitor? _visitor;

        public override async Task<Guid> ConversationAsync() => (await VisitorAsync()).ConversationId;

        public override async Task SayAsync(string text) => await (await VisitorAsync()).SendAsync(text);

        public override async Task SignInAsync()
        {
            await HearsAsync("e-mail address");
            await SayAsync(Email);
            await HearsAsync("code to " + Email);
            using var mailbox = new LinkBrowser(Room, "/");
            await SayAsync(await mailbox.IssueAsync(Email));
        }

        protected override async Task<string[]> HeardAsync() =>
            [.. (await (await VisitorAsync()).EntriesAsync()).Where(e => e.Author() != "customer").Select(e => e.GetRawText()).Select(Unescape)];

        private static string Unescape(string json) => JsonSerializer.Serialize(JsonElement.Parse(json), Readable);

        private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        private async Task<Visitor> VisitorAsync() => _visitor ??= await Room.Host.VisitAsync();
    }

    private sealed class Outside(ChannelRoom room) : StoryChannel(room)
    {
        public override async Task<Guid> ConversationAsync() => (await Room.ConversationsAsync()).Single().Id;

        public override async Task SayAsync(string text) => (await Room.WriteAsync(text)).IsSuccess.ShouldBeTrue();

        public override async Task SignInAsync()
        {
            var card = await Eventually.HoldsAsync(
                () => Task.FromResult(Room.Adapter.Tries.Select(t => t.Entry.Card).FirstOrDefault(c => c?.Type == AccountLinkCard.Type)), found => found is not null);
            using var browser = new LinkBrowser(Room, card!.Actions!.First(a => a.Url is not null).Url!.AbsolutePath);
            await browser.ClaimAsync();
            (await browser.FinishAsync(Email)).IsSuccessStatusCode.ShouldBeTrue();
        }

        protected override Task<string[]> HeardAsync() => Task.FromResult(Room.Adapter.Tries.Select(Read).ToArray());

        private static string Read(OutboundEntry sent) => JsonSerializer.Serialize(sent.Entry, Application.Common.Json.DomainJson.Options);
    }
}
