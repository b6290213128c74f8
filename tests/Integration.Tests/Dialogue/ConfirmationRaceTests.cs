using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Ordering;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Integration.Tests.Dialogue;

public sealed class ConfirmationRaceTests(DialogueWorld world) : IClassFixture<DialogueWorld>
{
    [Fact]
    public async Task C05_Sixty_four_clicks_at_once_make_one_order()
    {
        var conversation = await world.SignedInConversationAsync("race@example.com");
        var summary = (await world.SayAsync(conversation, "order vps m monthly with debian 12 in frankfurt called web1")).Last(e => e.Card?.Type == "order_summary");
        var confirm = summary.Card!.Actions!.Single(a => a.Id.StartsWith("confirm:", StringComparison.Ordinal));
        var actor = await world.ActorOfAsync(conversation);
        var state = (await world.ConversationAsync(conversation)).DialogueState;
        var click = new InboundEntry(
            Guid.CreateVersion7(), 99, null, new EntryAction(summary.Id, confirm.Id, confirm.Label), summary.Card, DateTimeOffset.UnixEpoch);

        // Without the conversation's own lock: the confirmation alone has to hold.
        var replies = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => world.InScopeAsync(actor, services =>
            services.GetRequiredService<IUnitOfWork>().RunAsync<DialogueReply>(
                async ct => await services.GetRequiredService<IDialogue>().RespondAsync(new DialogueTurn(conversation, actor, "en", state, [click]), ct),
                CancellationToken.None)))));

        replies.ShouldAllBe(r => r.IsSuccess);
        replies.Count(r => r.Value.Entries.Any(e => e.Card?.Type == "payment")).ShouldBe(1);
        replies.Count(r => r.Value.Entries.Any(e => e.Text?.Contains("already done", StringComparison.Ordinal) == true)).ShouldBe(63);
        var customer = ((Actor.Customer)actor).CustomerId;
        (await world.RowsAsync<Order>(all => all.Where(o => o.CustomerId == customer))).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Somebody_elses_confirmation_does_nothing()
    {
        var conversation = await world.SignedInConversationAsync("owner@example.com");
        var other = await world.SignedInConversationAsync("other@example.com");
        var summary = (await world.SayAsync(conversation, "order vps s monthly with debian 12 in frankfurt called web2")).Last(e => e.Card?.Type == "order_summary");
        var token = summary.Card!.Actions!.Single(a => a.Id.StartsWith("confirm:", StringComparison.Ordinal)).Id["confirm:".Length..];

        var stolen = await world.SendAsync(new Application.Conversations.Confirmations.ConsumeConfirmation(token), await world.ActorOfAsync(other));
        stolen.Error!.Code.ShouldBe("confirmation_not_found");
        (await world.RowsAsync<Confirmation>(all => all.Where(c => c.Token == token))).ShouldHaveSingleItem().State.ShouldBe(ConfirmationState.Pending);
    }

    [Fact]
    public async Task C05_Ones_own_confirmation_of_an_earlier_conversation_does_nothing_in_a_later_one()
    {
        var earlier = await world.SignedInConversationAsync("twice@example.com");
        var summary = (await world.SayAsync(earlier, "order vps s monthly with debian 12 in frankfurt called web2")).Last(e => e.Card?.Type == "order_summary");
        var confirm = summary.Card!.Actions!.Single(a => a.Id.StartsWith("confirm:", StringComparison.Ordinal));
        var later = await world.OpenConversationAsync();
        var actor = (Actor.Customer)await world.ActorOfAsync(earlier) with { ConversationId = later };

        (await world.SendAsync(new ReceiveAction("c1", summary.Id, confirm.Id), actor)).Error!.Code.ShouldBe("entry_not_found");
        (await world.SendAsync(new Application.Conversations.Confirmations.ConsumeConfirmation(confirm.Id["confirm:".Length..]), actor)).Error!.Code.ShouldBe("confirmation_not_found");
        (await world.RowsAsync<Order>(all => all.Where(o => o.CustomerId == actor.CustomerId))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Visitor_orders_signs_in_and_gets_a_payment_link_that_is_bound_to_the_invoice()
    {
        var conversation = await world.OpenConversationAsync();
        await world.SayAsync(conversation, "i want to order vps l");
        await world.SayAsync(conversation, "yearly");
        await world.SayAsync(conversation, "web3.example.com");
        await world.SayAsync(conversation, "debian 12");
        await world.SayAsync(conversation, "frankfurt");
        await world.SayAsync(conversation, "story@example.com");
        var summary = await world.SayAsync(conversation, world.CodeFor("story@example.com"));
        summary.ShouldContain(e => e.Card != null && e.Card.Type == "order_summary");

        var paid = await world.SayAsync(conversation, "yes");
        paid.Last(e => e.Card?.Type == "payment").Card!.Actions![0].Url!.AbsolutePath.ShouldStartWith("/pay/");
        var customer = (await world.ConversationAsync(conversation)).CustomerId;
        var order = (await world.RowsAsync<Order>(all => all.Where(o => o.CustomerId == customer))).ShouldHaveSingleItem();
        order.ConversationId.ShouldBe(conversation);
    }
}
