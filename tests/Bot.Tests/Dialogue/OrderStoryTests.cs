using EzSolutions.Application.Conversations;
using EzSolutions.Application.Ordering;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Catalog;

namespace EzSolutions.Bot.Tests.Dialogue;

public sealed class OrderStoryTests
{
    [Fact]
    public async Task Visitor_orders_signs_in_confirms_and_gets_a_payment_link()
    {
        var talk = await new Talk().Opens();
        talk.Answer.ShouldContain("Hi!");

        await talk.Presses("See plans");
        talk.Answer.ShouldContain("VPS M 4 GB memory, 2 cores, 80 GB disk, 4 TB traffic $10.00 / month");

        await talk.Says("i want the vps m", SkillNames.OrderService, (SlotNames.Plan, "VPS M"));
        talk.Answer.ShouldContain("Yearly, $100.00 (save 16%)");

        await talk.Says("yearly", SkillNames.OrderService, (SlotNames.BillingCycle, "annual"));
        talk.Answer.ShouldContain("I'll set it up with Debian 12 and pick a name for it.");
        talk.Answer.ShouldContain("e-mail address");

        await talk.Says("call it Web1.Example.com");
        talk.Answer.ShouldContain("e-mail address");

        await talk.Says("ada@example.com");
        talk.Answer.ShouldContain("6-digit code to ada@example.com");

        await talk.Says("its 123 456");
        talk.Answer.ShouldContain("Thanks Ada, you're signed in.");
        talk.Card.Type.ShouldBe("order_summary");
        talk.Answer.ShouldContain("VAT 19%: $19.00");
        talk.Answer.ShouldContain("Total to pay now: $119.00");
        talk.Reply.Identity.ShouldBeOfType<IdentityChange.SignedIn>();
        talk.Shop.Placed.ShouldBeEmpty();

        await talk.Says("yes", SkillNames.Affirm);
        talk.Card.Type.ShouldBe("payment");
        talk.Card.Actions![0].Label.ShouldBe("Pay $119.00");
        talk.Card.Actions![0].Url!.AbsolutePath.ShouldStartWith("/pay/");
        talk.Shop.Placed.ShouldHaveSingleItem().ShouldBe(new OrderDraft("vps-m", BillingCycle.Annual, "web1.example.com", "debian-12", "Frankfurt"));
    }

    [Fact]
    public async Task Everything_in_one_message_goes_straight_to_the_summary()
    {
        var talk = await Summary();
        talk.Card.Type.ShouldBe("order_summary");
        talk.Buttons.ShouldBe(["Place order for $11.90", "Another plan", "Other billing", "Another name", "Another system", "Another region", "Not now"]);
    }

    [Fact]
    public async Task Bigger_one_yearly_changes_plan_and_billing_and_asks_again()
    {
        var talk = await Summary();
        var old = talk.Find("Place order for $11.90");

        await talk.Says(
            "no, the bigger one, yearly", ScriptedRecogniser.Understood(SkillNames.Deny),
            ScriptedRecogniser.Understood(SkillNames.OrderService, 0.9, (SlotNames.Choice, "bigger"), (SlotNames.BillingCycle, "annual")));
        talk.Answer.ShouldContain("VPS L it is");
        talk.Answer.ShouldContain("Total to pay now: $238.00");

        await talk.Presses(old);
        talk.Answer.ShouldContain("no longer current");
        talk.Shop.Placed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Yes_but_with_a_change_does_not_place_the_order()
    {
        var talk = await Summary();
        await talk.Says(
            "yes but yearly", ScriptedRecogniser.Understood(SkillNames.Affirm),
            ScriptedRecogniser.Understood(SkillNames.OrderService, 0.9, (SlotNames.BillingCycle, "annual")));
        talk.Shop.Placed.ShouldBeEmpty();
        talk.Answer.ShouldContain("Total to pay now: $119.00");
    }

    [Fact]
    public async Task Question_in_the_middle_is_answered_and_the_order_offered_again()
    {
        var talk = new Talk();
        await talk.Says("order vps m", SkillNames.OrderService, (SlotNames.Plan, "VPS M"));
        await talk.Says("what hosting do you have", SkillNames.BrowsePlans, (SlotNames.ProductType, "hosting"));
        talk.Answer.ShouldContain("Hosting Starter");
        talk.Answer.ShouldContain("Back to your order:");
        talk.Answer.ShouldContain("How would you like to pay for VPS M?");

        await talk.Presses("Monthly, $10.00");
        talk.Answer.ShouldContain("pick a name for it");
    }

    [Fact]
    public async Task Question_after_the_summary_brings_the_summary_back_with_a_fresh_button()
    {
        var talk = await Summary();
        var first = talk.Find("Place order for $11.90");
        await talk.Says("which plans are there", SkillNames.BrowsePlans);
        talk.Answer.ShouldContain("Back to your order:");
        talk.Card.Type.ShouldBe("order_summary");

        await talk.Presses(first);
        talk.Shop.Placed.ShouldBeEmpty();
        await talk.Presses("Place order for $11.90");
        talk.Shop.Placed.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Confirm_pressed_twice_orders_once()
    {
        var talk = await Summary();
        var button = talk.Find("Place order for $11.90");
        await talk.Presses(button);
        await talk.Presses(button);
        talk.Answer.ShouldContain("already done");
        talk.Shop.Placed.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Expired_confirmation_does_nothing_and_offers_a_fresh_one()
    {
        var talk = await Summary();
        talk.Time.Pass(TimeSpan.FromMinutes(31));
        await talk.Presses("Place order for $11.90");
        talk.Shop.Placed.ShouldBeEmpty();
        talk.Answer.ShouldContain("expired");
        talk.Card.Type.ShouldBe("order_summary");

        await talk.Says("ok do it", SkillNames.Affirm);
        talk.Shop.Placed.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Price_that_changed_meanwhile_is_shown_before_anything_is_placed()
    {
        var talk = await Summary();
        talk.Shop.PriceFactor = 2;
        await talk.Says("yes", SkillNames.Affirm);
        talk.Shop.Placed.ShouldBeEmpty();
        talk.Answer.ShouldContain("haven't placed it");
        talk.Answer.ShouldContain("Total to pay now: $23.80");

        await talk.Says("yes", SkillNames.Affirm);
        talk.Shop.Placed.Count.ShouldBe(1);
    }

    [Fact]
    public async Task No_to_the_summary_asks_what_to_change_and_its_button_is_dead()
    {
        var talk = await Summary();
        await talk.Says("no", SkillNames.Deny);
        talk.Buttons.ShouldContain("Other billing");
        await talk.Says("yes", SkillNames.Affirm);
        talk.Shop.Placed.ShouldBeEmpty();

        await talk.Presses("Other billing");
        await talk.Presses("Yearly, $100.00 (save 16%)");
        talk.Answer.ShouldContain("$119.00");
    }

    [Fact]
    public async Task Cancel_stops_the_order_and_says_nothing_was_charged()
    {
        var talk = await Summary();
        await talk.Says("forget it", SkillNames.Cancel);
        talk.Answer.ShouldContain("Nothing was changed or charged");
        await talk.Presses("Place order for $11.90");
        talk.Shop.Placed.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("change the hostname to db1.foo.com", "db1.foo.com")]
    [InlineData("Call it Mailbox please", "mailbox")]
    [InlineData("hostname should be a-b.example.org.", "a-b.example.org")]
    public async Task Server_name_is_changed_in_words(string text, string name)
    {
        var talk = await Summary();
        await talk.Says(text, SkillNames.ManageDns);
        talk.Answer.ShouldContain($"Server name: {name}");
    }

    [Fact]
    public async Task Nothing_new_about_the_order_is_not_taken_for_a_change()
    {
        var talk = await Summary();
        await talk.Says("i want the order", SkillNames.OrderService);
        talk.Answer.ShouldStartWith("Here is where we are:");
        talk.Shop.Placed.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("my server")]
    [InlineData("-bad-")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("a/../b")]
    public async Task Odd_server_names_are_refused_with_what_works(string name)
    {
        var talk = new Talk();
        await talk.Says("order", SkillNames.OrderService, (SlotNames.Plan, "VPS M"), (SlotNames.BillingCycle, "monthly"));
        await talk.Says(name, SkillNames.OrderService, (SlotNames.Hostname, name));
        talk.Answer.ShouldContain("like web1.example.com");
        talk.Answer.ShouldContain("What should the server be called?");
    }

    [Fact]
    public async Task Size_in_words_finds_the_smallest_plan_that_has_it()
    {
        var talk = new Talk();
        await talk.Says("need a server with 3 gigs", SkillNames.OrderService, (SlotNames.ProductType, "vps"), (SlotNames.RamGb, "3"));
        talk.Answer.ShouldContain("VPS M it is: 4 GB memory");
    }

    [Fact]
    public async Task Size_nobody_sells_is_said_and_the_plans_are_shown()
    {
        var talk = new Talk();
        await talk.Says("vps with 512 gb", SkillNames.OrderService, (SlotNames.ProductType, "vps"), (SlotNames.RamGb, "512"));
        talk.Answer.ShouldContain("Nothing we sell has 512 GB memory");
        talk.Card.Type.ShouldBe("plans");
        await talk.Presses("Order");
        talk.Answer.ShouldContain("How would you like to pay for VPS S?");
    }

    private static async Task<Talk> Summary()
    {
        var talk = new Talk(signedIn: true);
        await talk.Says(
            "vps m monthly debian called web1", SkillNames.OrderService, (SlotNames.Plan, "VPS M"), (SlotNames.BillingCycle, "monthly"),
            (SlotNames.Hostname, "web1"), (SlotNames.Os, "debian"));
        return talk;
    }
}
