using EzSolutions.Application.Conversations.Handoff;
using EzSolutions.Application.Provisioning;
using EzSolutions.Application.Support;
using EzSolutions.Bot.Tests.Understanding;

namespace EzSolutions.Bot.Tests.Dialogue;

/// <summary>What breaks into a question of ours: a wish for a person, a complaint, a correction of what came before. With the real recogniser.</summary>
public sealed class InterruptedCustomerTests
{
    [Theory]
    [InlineData("i want a human")]
    [InlineData("can i just talk to a person instead of all this signing in nonsense please")]
    [InlineData("no code arrived, can i speak to support")]
    public async Task Wish_for_a_person_is_met_at_once_and_nothing_is_asked_beside_it(string says)
    {
        var talk = new Talk(recogniser: Recognition.Recogniser);
        await talk.Says("order vps m monthly");
        await talk.Says(says);
        talk.Reply.Handoff.ShouldNotBeNull();
        talk.Reply.Entries.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Wish_for_a_person_does_not_wait_for_the_request_beside_it()
    {
        var talk = new Talk(signedIn: true, Recognition.Recogniser);
        talk.Shop.Services.AddRange([Shop.Service("web1"), Shop.Service("web2")]);
        await talk.Says("reboot my server and get me a human");
        talk.Reply.Handoff.ShouldNotBeNull();
    }

    [Fact]
    public async Task Person_wanted_off_hours_is_not_put_off_with_noted()
    {
        var talk = new Talk(recogniser: Recognition.Recogniser);
        talk.Shop.Situation = new HandoffSituation(false, null, "UTC");
        await talk.Says("order vps m monthly");
        await talk.Says("i want a human");
        talk.Answer.ShouldContain("away just now");
        talk.Answer.ShouldContain("so that the answer reaches you");
        talk.Answer.ShouldNotContain("Noted");
    }

    [Theory]
    [InlineData("thx that didnt help")]
    [InlineData("that's not what I meant")]
    public async Task Complaint_while_a_code_is_asked_for_is_answered_as_one(string says)
    {
        var talk = new Talk(recogniser: Recognition.Recogniser);
        await talk.Says("order vps m monthly");
        await talk.Says("ada@example.com");
        await talk.Says(says);
        talk.Answer.ShouldContain("Sorry about that");
        talk.Answer.ShouldNotContain("welcome");
        talk.Buttons.ShouldBe(["Talk to a person", "Leave it", "Send a new code", "Use another address"]);
    }

    [Fact]
    public async Task Complaint_while_a_choice_is_asked_for_lets_what_was_settled_be_changed()
    {
        var talk = new Talk(signedIn: true, Recognition.Recogniser);
        await talk.Says("order vps m");
        await talk.Says("no thats wrong");
        talk.Answer.ShouldContain("Sorry about that");
        talk.Buttons.ShouldContain("Another plan");
        await talk.Presses("Another plan");
        talk.Answer.ShouldContain("Which plan would you like?");
    }

    [Fact]
    public async Task Complaint_where_words_are_asked_for_is_what_the_ticket_says()
    {
        var talk = new Talk(signedIn: true, Recognition.Recogniser);
        await talk.Says("open a ticket");
        await talk.Says("that was of no use at all");
        talk.Shop.Mediator.SentOf<OpenTicket>().ShouldHaveSingleItem().Body.ShouldBe("that was of no use at all");
    }

    [Theory]
    [InlineData("show me vps plans", "no wait the 4gb", "How would you like to pay for VPS M?")]
    [InlineData("show me vps plans", "no the second one", "How would you like to pay for VPS M?")]
    [InlineData("show me vps plans", "the last one", "How would you like to pay for VPS L?")]
    [InlineData("show me vps plans", "no the bigger one", "Which plan would you like?")]
    [InlineData("show me plans", "no i meant hosting", "Hosting Starter")]
    [InlineData("whats the cheapest vps", "no the bigger one", "How would you like to pay for VPS M?")]
    [InlineData("whats the cheapest vps", "actually the bigger one", "How would you like to pay for VPS M?")]
    [InlineData("whats the cheapest vps", "no wait the 4gb", "How would you like to pay for VPS M?")]
    [InlineData("hi", "no wait the 4gb", "How would you like to pay for VPS M?")]
    [InlineData("hi", "no the bigger one", "Which do you mean?")]
    public async Task Correction_with_nothing_under_way_is_about_what_was_shown_last(string first, string correction, string hears)
    {
        var talk = new Talk(recogniser: Recognition.Recogniser);
        await talk.Says(first);
        await talk.Says(correction);
        talk.Answer.ShouldContain(hears);
    }

    [Fact]
    public async Task Correction_after_something_was_done_is_confirmed_like_the_first_time()
    {
        var talk = new Talk(signedIn: true, Recognition.Recogniser);
        talk.Shop.Services.AddRange([Shop.Service("web1"), Shop.Service("web2")]);
        await talk.Says("reboot web1");
        await talk.Says("yes");
        await talk.Says("no wait, web2");
        talk.Answer.ShouldContain("Reboot web2?");
        talk.Shop.Mediator.SentOf<PowerService>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Correction_after_an_order_asks_whether_another_is_wanted()
    {
        var talk = new Talk(signedIn: true, Recognition.Recogniser);
        await talk.Says("order vps s monthly");
        await talk.Says("yes");
        await talk.Says("no wait the 4gb");
        talk.Buttons.ShouldBe(["Order a server or hosting", "Cancel an order", "Talk to a person"]);
        talk.Shop.Placed.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("no")]
    [InlineData("no thanks")]
    [InlineData("nope all good")]
    public async Task Plain_no_stays_a_no(string says)
    {
        var talk = new Talk(recogniser: Recognition.Recogniser);
        await talk.Says("show me plans");
        await talk.Says(says);
        talk.Reply.Trace!.Decisions.ShouldNotContain("read as a correction of what came last");
        talk.Answer.ShouldNotContain("Which");
    }

    [Theory]
    [InlineData("make it smaller")]
    [InlineData("can i downgrade web1")]
    [InlineData("i want a cheaper plan for web1")]
    public async Task Smaller_plan_that_cannot_be_had_is_explained_with_what_can_be_done(string says)
    {
        var talk = new Talk(signedIn: true, Recognition.Recogniser);
        talk.Shop.Services.Add(Shop.Service("web1"));
        await talk.Says(says);
        talk.Answer.ShouldContain("a disk can't shrink without losing data");
        talk.Buttons.ShouldBe(["Order VPS S", "Cancel a service", "Talk to a person"]);
    }

    [Fact]
    public async Task Smaller_plan_with_room_for_the_disk_is_offered_and_no_bigger_one()
    {
        var talk = new Talk(signedIn: true, Recognition.Recogniser);
        talk.Shop.Services.Add(Shop.Service("web1") with { DiskGb = 40 });
        await talk.Says("make it smaller");
        talk.Buttons.ShouldHaveSingleItem().ShouldStartWith("VPS S: nothing now");
        await talk.Says("no, bigger");
        talk.Answer.ShouldContain("VPS L");
    }

    [Fact]
    public async Task Smallest_plan_is_said_to_be_the_smallest()
    {
        var talk = new Talk(signedIn: true, Recognition.Recogniser);
        talk.Shop.Services.Add(Shop.Service("web1") with { ProductName = "VPS S", DiskGb = 40 });
        await talk.Says("downgrade web1");
        talk.Answer.ShouldContain("VPS S is already the smallest one we have.");
        talk.Buttons.ShouldBe(["Cancel a service", "Talk to a person"]);
    }
}
