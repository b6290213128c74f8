using EzSolutions.Application.Conversations.Models;
using EzSolutions.Bot.Tests.Dialogue;
using EzSolutions.Bot.Tests.Injection;

namespace EzSolutions.Bot.Tests.Understanding.Models;

/// <summary>Whole conversations with a model that proposes.</summary>
public sealed class AdvisedTalkTests
{
    [Fact]
    public async Task What_was_beyond_the_offline_reading_is_done_by_a_proposal()
    {
        var talk = new Talk(signedIn: true, Recognition.Recogniser, new HostileModel([new ModelCall("list_invoices", """{"invoice_number":null}""")]));
        talk.Shop.Invoices.Add(Shop.Invoice("INV-2026-000001", 1000));
        await talk.Says("lemme see the damage so far this quarter");
        talk.Answer.ShouldContain("INV-2026-000001");
        talk.Reply.Trace!.Decisions.ShouldContain("model proposed list_invoices");
    }

    [Fact]
    public async Task P07_A_code_that_is_awaited_is_shown_to_nobody()
    {
        var model = new HostileModel([]);
        var talk = new Talk(recogniser: Recognition.Recogniser, model: model);
        await talk.Says("sign me in");
        await talk.Says("ada@example.com");
        var asked = model.Seen.Count;
        await talk.Says("its 12 34 56, right?");
        await talk.Says("123456");
        model.Seen.Count.ShouldBe(asked);
    }

    [Fact]
    public async Task Secrets_in_the_message_and_before_it_are_hidden()
    {
        var model = new HostileModel([]);
        var talk = new Talk(signedIn: true, Recognition.Recogniser, model);
        talk.Shop.Mediator.Otherwise = _ => Domain.Common.Error.NotFound("not_found", "There is no such thing.");
        await talk.Says("my card is 4242 4242 4242 4242 and my password is hunter2");
        await talk.Says("and now?");
        var shown = string.Join('\n', model.Seen.SelectMany(q => q.Lines).Select(l => l.Text));
        shown.ShouldNotContain("4242");
        shown.ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task C05_A_proposed_change_still_waits_for_the_customers_yes()
    {
        var talk = new Talk(signedIn: true, Recognition.Recogniser, new HostileModel([new ModelCall("power_service", """{"action":"reboot","service":"web1"}""")]));
        talk.Shop.Services.Add(Shop.Service("web1"));
        await talk.Says("could you give web1 a reboot");
        talk.Shop.Mediator.SentOf<Application.Provisioning.PowerService>().ShouldBeEmpty();
        talk.Answer.ShouldContain("Reboot web1?");
        await talk.Says("yes");
        talk.Shop.Mediator.SentOf<Application.Provisioning.PowerService>().ShouldHaveSingleItem();
    }
}
