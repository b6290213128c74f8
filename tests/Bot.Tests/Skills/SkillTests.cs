using EzSolutions.Application.Accounts;
using EzSolutions.Application.Conversations;
using EzSolutions.Application.Ordering;
using EzSolutions.Application.Provisioning;
using EzSolutions.Application.Support;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Tests.Dialogue;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Bot.Tests.Skills;

public sealed class SkillTests
{
    public static TheoryData<string, string> NotYet => new()
    {
        { SkillNames.CheckDomain, "domain names" }, { SkillNames.RequestCertificate, "certificates" }, { SkillNames.ManageDns, "DNS" },
        { SkillNames.UpdateProfile, "your details" }, { SkillNames.DataRequest, "your data" },
    };

    [Fact]
    public void Every_skill_name_can_be_answered()
    {
        var control = new[] { SkillNames.Affirm, SkillNames.Deny, SkillNames.Cancel, SkillNames.Repeat };
        var registered = new ServiceCollection().AddBot().BuildServiceProvider().GetServices<ISkill>().Select(s => s.Name);
        registered.Order().ShouldBe(SkillNames.All.Except(control).Order());
    }

    [Theory]
    [MemberData(nameof(NotYet))]
    public async Task What_cannot_be_done_yet_is_said_with_two_ways_on(string skill, string words)
    {
        var talk = await new Talk(signedIn: true).Says("please do it for web1", skill);
        talk.Answer.ShouldContain("can't");
        talk.Answer.ShouldContain(words);
        talk.Buttons.ShouldBe(["Open a ticket", "Talk to a person"]);

        await talk.Presses("Open a ticket");
        talk.Shop.Mediator.SentOf<OpenTicket>().ShouldHaveSingleItem().Body.ShouldBe("please do it for web1");
        talk.Answer.ShouldContain("Ticket TCK-2026-000003 is open");
    }

    [Fact]
    public async Task Plans_can_be_narrowed_by_size_and_price()
    {
        var talk = await new Talk().Says(
            "vps with 4 gigs under 15 dollars", SkillNames.BrowsePlans, (SlotNames.ProductType, "vps"), (SlotNames.RamGb, "4"), (SlotNames.Amount, "15"));
        talk.Card.Items!.Select(i => i.Title).ShouldBe(["VPS M"]);
    }

    [Fact]
    public async Task Order_button_of_a_plan_starts_its_order()
    {
        var talk = await new Talk().Says("plans", SkillNames.BrowsePlans, (SlotNames.ProductType, "hosting"));
        await talk.Presses("Order");
        talk.Answer.ShouldContain("For your order");
        talk.Answer.ShouldContain("e-mail address");
        await talk.Says("ada@example.com");
        await talk.Says("123456");
        talk.Answer.ShouldContain("Plan: Hosting Starter");
    }

    [Fact]
    public async Task Reboot_is_asked_about_first()
    {
        var talk = Owner();
        await talk.Says("reboot web1", SkillNames.PowerService, (SlotNames.Service, "web1"), (SlotNames.Action, "reboot"));
        talk.Answer.ShouldContain("Reboot web1?");
        talk.Shop.Mediator.SentOf<PowerService>().ShouldBeEmpty();
        await talk.Presses("Yes, reboot it");
        talk.Shop.Mediator.SentOf<PowerService>().ShouldHaveSingleItem().Action.ShouldBe(PowerAction.Reboot);
    }

    [Fact]
    public async Task Start_needs_no_confirmation()
    {
        var talk = new Talk(signedIn: true);
        talk.Shop.Services.Add(Shop.Service("web1", "stopped", "start"));
        await talk.Says("start it", SkillNames.PowerService, (SlotNames.Action, "start"), (SlotNames.Reference, "it"));
        talk.Shop.Mediator.SentOf<PowerService>().ShouldHaveSingleItem().Action.ShouldBe(PowerAction.Start);
    }

    [Fact]
    public async Task Which_server_is_asked_when_there_are_several_and_it_means_the_last_one()
    {
        var talk = Owner();
        talk.Shop.Services.Add(Shop.Service("db1"));
        await talk.Says("reboot", SkillNames.PowerService, (SlotNames.Action, "reboot"));
        talk.Buttons.ShouldBe(["web1 (running)", "db1 (running)"]);
        await talk.Presses("db1 (running)");
        talk.Answer.ShouldContain("Reboot db1?");
        await talk.Says("no", SkillNames.Deny);
        talk.Answer.ShouldContain("leave it there");

        await talk.Says("hows db1", SkillNames.ServiceStatus, (SlotNames.Service, "db1"));
        await talk.Says("reboot it", SkillNames.PowerService, (SlotNames.Action, "reboot"), (SlotNames.Reference, "it"));
        talk.Answer.ShouldContain("Reboot db1?");
    }

    [Fact]
    public async Task Somebody_elses_server_is_the_same_as_none()
    {
        var talk = await Owner().Says("status of theirs", SkillNames.ServiceStatus, (SlotNames.Service, Guid.CreateVersion7().ToString()));
        talk.Answer.ShouldContain("no such service among yours");
    }

    [Fact]
    public async Task Status_card_shows_address_size_due_date_and_power_buttons()
    {
        var talk = await Owner().Says("status", SkillNames.ServiceStatus);
        talk.Answer.ShouldContain("Address: 192.0.2.10");
        talk.Answer.ShouldContain("Next payment: $10.00 on 21 December 2026");
        talk.Buttons.ShouldBe(["Force off", "Reboot", "Shut down"]);
    }

    [Fact]
    public async Task Power_that_cannot_be_switched_now_is_explained()
    {
        var talk = await Owner().Says("start web1", SkillNames.PowerService, (SlotNames.Action, "start"));
        talk.Answer.ShouldContain("web1 is running, so that isn't possible now");
        talk.Shop.Mediator.SentOf<PowerService>().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, "nothing to pay")]
    [InlineData(1, "[Pay $10.00]")]
    [InlineData(2, "Which invoice")]
    public async Task Paying_shows_the_link_of_the_right_invoice(int unpaid, string expected)
    {
        var talk = new Talk(signedIn: true);
        for (var i = 1; i <= unpaid; i++)
        {
            talk.Shop.Invoices.Add(Shop.Invoice($"INV-2026-00000{i}", 1000 * i));
        }

        await talk.Says("pay my bill", SkillNames.PayInvoice);
        talk.Answer.ShouldContain(expected);
    }

    [Fact]
    public async Task Somebody_elses_invoice_is_the_same_as_none()
    {
        var talk = await new Talk(signedIn: true).Says("pay it", SkillNames.PayInvoice, (SlotNames.InvoiceNumber, "INV-2026-000099"));
        talk.Answer.ShouldContain("no such invoice");
        talk.Buttons.ShouldContain("Talk to a person");
    }

    [Fact]
    public async Task Unpaid_order_is_cancelled_after_a_yes()
    {
        var talk = new Talk(signedIn: true);
        talk.Shop.Orders.Add(Shop.Order("ORD-2026-000001"));
        await talk.Says("cancel my order", SkillNames.CancelOrder);
        talk.Answer.ShouldContain("Cancel order ORD-2026-000001?");
        talk.Shop.Mediator.SentOf<CancelOrder>().ShouldBeEmpty();
        await talk.Says("yes", SkillNames.Affirm);
        talk.Shop.Mediator.SentOf<CancelOrder>().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Ticket_takes_the_customers_own_words_whatever_they_look_like()
    {
        var talk = new Talk(signedIn: true);
        await talk.Says("open a ticket", SkillNames.OpenTicket);
        await talk.Says("my server is down!! since 9. <b>help</b>", SkillNames.ServiceStatus);
        var sent = talk.Shop.Mediator.SentOf<OpenTicket>().ShouldHaveSingleItem();
        sent.Body.ShouldBe("my server is down!! since 9. <b>help</b>");
        sent.Subject.ShouldBe("my server is down");
    }

    [Fact]
    public async Task Ticket_can_be_stopped_instead_of_described()
    {
        var talk = new Talk(signedIn: true);
        await talk.Says("open a ticket", SkillNames.OpenTicket);
        await talk.Says("never mind", SkillNames.Cancel);
        talk.Shop.Mediator.SentOf<OpenTicket>().ShouldBeEmpty();
        talk.Answer.ShouldContain("leave it there");
    }

    [Theory]
    [InlineData("Add to TCK-2026-000003", 1, 1)]
    [InlineData("Open a new one", 2, 0)]
    public async Task More_words_after_a_ticket_are_asked_about(string button, int opened, int replies)
    {
        var talk = new Talk(signedIn: true);
        await talk.Says("my site is down", SkillNames.OpenTicket, (SlotNames.Text, "my site is down"));
        await talk.Says("error 502 since nine", SkillNames.OpenTicket, (SlotNames.Text, "error 502 since nine"));
        talk.Answer.ShouldContain("Should I add that to ticket TCK-2026-000003");
        await talk.Presses(button);
        talk.Shop.Mediator.SentOf<OpenTicket>().Count.ShouldBe(opened);
        talk.Shop.Mediator.SentOf<ReplyToTicket>().Count.ShouldBe(replies);
    }

    [Fact]
    public async Task Reply_goes_to_the_only_open_ticket()
    {
        var talk = new Talk(signedIn: true);
        talk.Shop.Tickets.Add(Shop.Ticket("TCK-2026-000001"));
        await talk.Says("add to my ticket", SkillNames.ReplyTicket);
        talk.Answer.ShouldContain("What should I add to ticket TCK-2026-000001?");
        await talk.Says("it is worse now");
        talk.Shop.Mediator.SentOf<ReplyToTicket>().ShouldHaveSingleItem().ShouldBe(new ReplyToTicket("TCK-2026-000001", "it is worse now"));
    }

    [Fact]
    public async Task Person_is_called_with_the_reason()
    {
        var talk = await new Talk().Says("get me a human, this is broken", SkillNames.TalkToHuman);
        talk.Reply.Handoff!.Reason.ShouldContain("get me a human, this is broken");
        talk.Answer.ShouldContain("asked a colleague");
    }

    [Fact]
    public async Task Wrong_code_is_asked_again_and_a_new_one_can_be_sent()
    {
        var talk = new Talk();
        await talk.Says("log me in", SkillNames.SignIn);
        await talk.Says("ADA@example.com thanks");
        await talk.Says("999999");
        talk.Answer.ShouldContain("isn't right");
        talk.Buttons.ShouldBe(["Send a new code", "Use another address"]);
        await talk.Presses("Send a new code");
        talk.Shop.Mediator.SentOf<RequestSignInCode>().Select(r => r.Email).ShouldBe(["ada@example.com", "ada@example.com"]);
        await talk.Presses("Use another address");
        talk.Answer.ShouldContain("What's your e-mail address?");
    }

    [Fact]
    public async Task Asking_for_it_again_sends_a_new_code()
    {
        var talk = new Talk();
        await talk.Says("log me in", SkillNames.SignIn);
        await talk.Says("ada@example.com");
        await talk.Says("i didnt get it", SkillNames.Repeat);
        talk.Shop.Mediator.SentOf<RequestSignInCode>().Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("12345")]
    [InlineData("1234567")]
    public async Task Code_of_the_wrong_length_is_said_without_using_up_a_try(string typed)
    {
        var talk = new Talk();
        await talk.Says("log me in", SkillNames.SignIn);
        await talk.Says("ada@example.com");
        await talk.Says(typed);
        talk.Answer.ShouldContain("6 digits");
        talk.Shop.Mediator.SentOf<VerifySignInCode>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Address_that_is_none_is_refused_kindly()
    {
        var talk = new Talk();
        await talk.Says("log me in", SkillNames.SignIn);
        await talk.Says("ada@");
        talk.Answer.ShouldContain("doesn't look like an e-mail address");
        talk.Shop.Mediator.SentOf<RequestSignInCode>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Locked_sign_in_says_how_long_and_keeps_the_order()
    {
        var talk = new Talk();
        talk.Shop.Mediator.On<RequestSignInCode, Result<SignInCodeSent>>(_ => Error.RateLimited("sign_in_locked", "Too many tries.", TimeSpan.FromMinutes(30)));
        await talk.Says("order hosting", SkillNames.OrderService, (SlotNames.Plan, "Hosting Starter"));
        await talk.Says("ada@example.com");
        talk.Answer.ShouldContain("You can try again in 30 minutes");
        talk.Buttons.ShouldContain("Carry on");
    }

    [Fact]
    public async Task Sign_out_leaves_nothing_of_the_customer_behind()
    {
        var talk = Owner();
        await talk.Says("status", SkillNames.ServiceStatus);
        await talk.Says("reboot it", SkillNames.PowerService, (SlotNames.Action, "reboot"), (SlotNames.Reference, "it"));
        await talk.Says("log out", SkillNames.SignOut);
        talk.Reply.Identity.ShouldBeOfType<IdentityChange.SignedOut>();
        talk.State!.ShouldNotContain(talk.Shop.Services[0].Id.ToString());

        await talk.Presses("Yes, reboot it");
        talk.Shop.Mediator.SentOf<PowerService>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Waiting_request_goes_on_after_the_sign_in()
    {
        var talk = new Talk();
        talk.Shop.Services.Add(Shop.Service("web1"));
        await talk.Says("how is my server web1 doing", SkillNames.ServiceStatus, (SlotNames.Service, "web1"));
        talk.Answer.ShouldContain("For your services I need to know it's you.");
        talk.Shop.Mediator.SentOf<ListServices>().ShouldBeEmpty();
        await talk.Says("ada@example.com");
        await talk.Says("123456");
        talk.Answer.ShouldContain("Address: 192.0.2.10");
    }

    private static Talk Owner()
    {
        var talk = new Talk(signedIn: true);
        talk.Shop.Services.Add(Shop.Service("web1"));
        return talk;
    }
}
