using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Channels;

namespace EzSolutions.Integration.Tests.Conversations.Channels;

[Collection(ChatServerGroup.Name)]
public sealed class ReceiveFromChannelTests(ChatServer server)
{
    [Fact]
    public async Task What_is_written_on_a_channel_is_answered_there_and_not_sent_back_itself()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync());
        (await room.WriteAsync("Hello")).Value.Sequence.ShouldBe(1);
        await room.UntilAsync(all => all.Count == 1 && all[0].State == DeliveryState.Sent);
        room.Adapter.Texts.ShouldBe(["You said: Hello"]);
        (await room.ConversationsAsync()).ShouldHaveSingleItem().Channel.ShouldBe(FakeAdapter.Name);
    }

    [Fact]
    public async Task C01_A_message_that_the_channel_sends_twice_is_stored_once()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync());
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => room.WriteAsync("Hello", id: "same")));
        answers.ShouldAllBe(a => a.Value.Sequence == 1);
        (await room.ConversationsAsync()).ShouldHaveSingleItem().LastInboundSequence.ShouldBe(1);
    }

    [Fact]
    public async Task Somebody_new_is_greeted_once()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync());
        (await room.GreetAsync()).IsSuccess.ShouldBeTrue();
        (await room.GreetAsync()).IsSuccess.ShouldBeTrue();
        await room.UntilAsync(all => all.Count == 1 && all[0].State == DeliveryState.Sent);
        room.Adapter.Texts.ShouldBe(["Welcome!"]);
    }

    [Fact]
    public async Task The_same_user_id_in_another_tenant_is_somebody_else()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync());
        await room.WriteAsync("Hello");
        await room.WriteAsync("Hello", ChannelRoom.Anna(tenant: "tenant-2"));
        (await room.ConversationsAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_button_counts_only_in_the_conversation_whose_card_it_is_on()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync());
        var card = new Card { Type = "choices", Title = "Which?", Inputs = [new CardInput("note", "Note", "text")], Actions = [new CardAction("choose:1", "First")] };
        room.Dialogue.Answer = turn => Task.FromResult(ScriptedDialogue.Say() with { Entries = [new(Card: card)] });
        await room.WriteAsync("Show me");
        var shown = (await room.UntilAsync(all => all.Count == 1)).Single().EntryId;

        var pressed = new ChannelPress(shown, "choose:1", new Dictionary<string, string> { ["note"] = "quick", ["extra"] = "dropped" });
        (await room.WriteAsync(null, press: pressed)).IsSuccess.ShouldBeTrue();
        await Eventually.HoldsAsync(() => Task.FromResult(room.Dialogue.Turns.Count), count => count == 2);
        var action = room.Dialogue.Turns.Last().Inbound.Single().Action!;
        action.Label.ShouldBe("First");
        action.Values.ShouldBe(new Dictionary<string, string> { ["note"] = "quick" });

        (await room.WriteAsync(null, ChannelRoom.Anna(tenant: "tenant-2"), press: pressed)).Error!.Code.ShouldBe("entry_not_found");
        (await room.WriteAsync(null, press: pressed with { EntryId = Guid.Empty })).Error!.Code.ShouldBe("entry_not_found");
        (await room.WriteAsync(null, press: pressed with { ActionId = "choose:2" })).Error!.Code.ShouldBe("action_not_found");
    }

    [Theory]
    [InlineData("🎉🎉", null)]
    [InlineData("مرحبا، أريد خادماً", null)]
    [InlineData("broken \ud800 surrogate", null)]
    [InlineData(" \u0000\u0007 ", "message_empty")]
    [InlineData(null, "message_empty")]
    public async Task Odd_text_is_kept_as_text_or_refused_clearly(string? text, string? refusal)
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync());
        (await room.WriteAsync(text)).Error?.Code.ShouldBe(refusal);
    }

    [Fact]
    public async Task A_message_of_100_KB_is_refused_and_the_next_one_is_answered()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync());
        (await room.WriteAsync(new string('x', 100_000))).Error!.Code.ShouldBe("message_too_long");
        (await room.WriteAsync("Shorter")).IsSuccess.ShouldBeTrue();
        await room.UntilAsync(all => all.Count == 1 && all[0].State == DeliveryState.Sent);
    }
}
