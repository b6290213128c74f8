using EzSolutions.Application.Provisioning;
using EzSolutions.Application.Support.Knowledge;
using EzSolutions.Bot.Tests.Understanding;

namespace EzSolutions.Bot.Tests.Dialogue;

/// <summary>What people write at the end of a long day, with the real recogniser.</summary>
public sealed class TiredCustomerTests
{
    [Theory]
    [InlineData("should i sign out?")]
    [InlineData("do i have to log out when im done")]
    [InlineData("why was i logged out")]
    [InlineData("i keep getting signed out")]
    [InlineData("did you sign me out")]
    [InlineData("what happens if i log out")]
    [InlineData("im out of luck, sign")]
    [InlineData("out")]
    [InlineData("let me out of this contract")]
    [InlineData("i dont want to sign out")]
    public async Task What_only_comes_near_signing_out_signs_nobody_out(string says)
    {
        var talk = new Talk(signedIn: true, Recognition.Recogniser);
        talk.Shop.Mediator.Otherwise = _ => Domain.Common.Error.NotFound("not_found", "There is no such thing.");
        await talk.Says(says);
        talk.Reply.Identity.ShouldBeNull();
    }

    [Fact]
    public async Task Signing_out_that_was_asked_about_is_done_by_the_button_or_a_yes()
    {
        var talk = await new Talk(signedIn: true, Recognition.Recogniser).Says("should i sign out?");
        talk.Buttons.ShouldBe(["Sign out", "Talk to a person"]);
        await talk.Says("yes");
        talk.Answer.ShouldContain("signed out");
    }

    [Theory]
    [InlineData("sign out")]
    [InlineData("log me out pls")]
    [InlineData("can you sign me out?")]
    public async Task Plain_wish_to_sign_out_needs_no_question(string says) =>
        (await new Talk(signedIn: true, Recognition.Recogniser).Says(says)).Answer.ShouldContain("signed out");

    [Theory]
    [InlineData("thx that didnt help")]
    [InlineData("thanks for nothing")]
    [InlineData("that was not what i asked")]
    [InlineData("u didnt answer my question")]
    [InlineData("no thats wrong")]
    [InlineData("ok but this isn't helpful at all")]
    [InlineData("that’s not what I meant")]
    public async Task Complaint_about_an_answer_is_neither_a_thanks_nor_a_no(string says)
    {
        var talk = await new Talk(signedIn: true, Recognition.Recogniser).Says(says);
        talk.Answer.ShouldContain("Sorry about that");
        talk.Buttons.ShouldBe(["Open a ticket", "Talk to a person"]);
    }

    [Fact]
    public async Task Complaint_after_an_article_counts_against_it()
    {
        var talk = new Talk(recogniser: Recognition.Recogniser);
        talk.Shop.Articles.Add(new FoundArticle("ssh", "en", "SSH", null, "About ssh", 0.9, new Uri("https://shop.example/help/ssh")));
        await talk.Says("how do i make an ssh key?");
        await talk.Says("thx but that didnt help");
        talk.Shop.Ratings.ShouldBe([("ssh", false)]);
        talk.Answer.ShouldContain("Sorry about that");
    }

    [Theory]
    [InlineData("thx that worked")]
    [InlineData("thanks a lot for your help")]
    [InlineData("it helped")]
    public async Task Real_thanks_stay_thanks(string says) => (await new Talk(recogniser: Recognition.Recogniser).Says(says)).Answer.ShouldContain("welcome");

    [Theory]
    [InlineData("hlo")]
    [InlineData("helo")]
    [InlineData("hii")]
    [InlineData("hiii there")]
    public async Task Greeting_with_a_slip_is_greeted(string says) => (await new Talk(recogniser: Recognition.Recogniser).Says(says)).Buttons.ShouldContain("See plans");

    [Theory]
    [InlineData("call it shop1", "shop1")]
    [InlineData("lets call it shop1 pls", "shop1")]
    [InlineData("name it shop-1", "shop-1")]
    [InlineData("shop1", "shop1")]
    [InlineData("human1", "human1")]
    public async Task Name_given_where_one_is_asked_for_is_the_name(string says, string name)
    {
        var talk = new Talk(signedIn: true, Recognition.Recogniser);
        await talk.Says("order vps m monthly");
        await talk.Presses("Another name");
        await talk.Says(says);
        talk.Reply.Handoff.ShouldBeNull();
        talk.Answer.ShouldContain($"Server name: {name}");
    }

    [Theory]
    [InlineData("call it shop1")]
    [InlineData("call it shop1 please")]
    public async Task Name_given_where_an_address_is_asked_for_belongs_to_the_order(string says)
    {
        var talk = new Talk(recogniser: Recognition.Recogniser);
        await talk.Says("order vps m monthly");
        await talk.Says(says);
        talk.Reply.Handoff.ShouldBeNull();
        await talk.Says("ada@example.com");
        await talk.Says("123456");
        talk.Answer.ShouldContain("Server name: shop1");
    }

    [Theory]
    [InlineData("the last one", "Region: New York")]
    [InlineData("new york", "Region: New York")]
    public async Task Choice_of_a_request_that_waits_is_taken_while_an_address_is_asked_for(string says, string summary)
    {
        var talk = new Talk(recogniser: Recognition.Recogniser);
        talk.Shop.Products[1] = talk.Shop.Products[1] with { Regions = ["frankfurt", "new-york"] };
        await talk.Says("order vps m monthly");
        await talk.Says("different region please");
        await talk.Says(says);
        await talk.Says("ada@example.com");
        await talk.Says("123456");
        talk.Answer.ShouldContain(summary);
    }

    [Theory]
    [InlineData("reboot web1, no wait, shut it down", "Shut web1 down?")]
    [InlineData("shut web1 down... sorry i mean reboot it", "Reboot web1?")]
    [InlineData("turn it off and on again", "Reboot web1?")]
    [InlineData("cancel web1, no wait, just reboot it", "Reboot web1?")]
    public async Task Correction_in_one_breath_counts_and_what_it_takes_back_is_forgotten(string says, string asks)
    {
        var talk = new Talk(signedIn: true, Recognition.Recogniser);
        talk.Shop.Services.Add(Shop.Service("web1"));
        await talk.Says(says);
        talk.Answer.ShouldContain(asks);
        await talk.Says("yes");
        talk.Shop.Mediator.SentOf<PowerService>().ShouldHaveSingleItem();
        talk.Answer.ShouldNotContain("?");
    }

    [Fact]
    public async Task Question_about_backups_makes_none()
    {
        var talk = new Talk(signedIn: true, Recognition.Recogniser);
        talk.Shop.Services.Add(Shop.Service("web1"));
        talk.Shop.Backups.Add(Shop.Backup(talk.Shop.Services[0].Id, DateTimeOffset.UnixEpoch));
        foreach (var says in new[] { "are there backups", "do i have any backups of web1?", "show me my backups" })
        {
            await talk.Says(says);
            talk.Answer.ShouldContain("Backups of web1", customMessage: says);
            talk.Buttons.ShouldBe(["Make a backup", "Restore a backup"]);
        }

        talk.Shop.Mediator.SentOf<BackUpService>().ShouldBeEmpty();
        await talk.Says("make a backup of web1");
        talk.Shop.Mediator.SentOf<BackUpService>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Two_plans_that_are_compared_are_shown_and_none_is_ordered()
    {
        var talk = await new Talk(recogniser: Recognition.Recogniser).Says("compare vps s and vps m");
        talk.Answer.ShouldContain("VPS S");
        talk.Answer.ShouldContain("VPS M");
        talk.Reply.Trace!.Decisions.ShouldNotContain("opened order_service");
    }

    [Fact]
    public async Task A_person_is_offered_once_where_it_is_one_of_the_readings()
    {
        var talk = await new Talk().Says(
            "hmm", new EzSolutions.Bot.Understanding.Understood("talk_to_human", 0.4, new Dictionary<string, string>(), [new("update_profile", 0.3)]));
        talk.Buttons.Count(b => b == "Talk to a person").ShouldBe(1);
    }
}
