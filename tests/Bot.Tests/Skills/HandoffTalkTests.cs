using EzSolutions.Application.Conversations.Handoff;
using EzSolutions.Bot.Tests.Dialogue;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Conversations.Handoff;

namespace EzSolutions.Bot.Tests.Skills;

public sealed class HandoffTalkTests
{
    [Fact]
    public async Task Off_hours_it_says_when_somebody_is_back_and_collects_a_ticket()
    {
        var talk = new Talk(signedIn: true);
        talk.Shop.Situation = new HandoffSituation(false, new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.FromHours(1)), "Europe/Berlin");
        var asked = await talk.Says("get me a human", SkillNames.TalkToHuman);
        asked.Reply.Handoff.ShouldBeNull();
        asked.Answer.ShouldContain("back Monday, 5 January, 09:00 (Europe/Berlin)");
        asked.Answer.ShouldContain("Describe it in your own words");
        (await talk.Says("My server is down since noon")).Answer.ShouldContain("TCK-");
    }

    [Theory]
    [InlineData("a person please, my invoice is wrong", HandoffTopic.Billing)]
    [InlineData("human! the server crashed", HandoffTopic.Technical)]
    [InlineData("somebody for nameservers", HandoffTopic.Domains)]
    [InlineData("I want a quote from a human", HandoffTopic.Sales)]
    [InlineData("a human", HandoffTopic.General)]
    [InlineData("countdown", HandoffTopic.General)]
    public async Task The_topic_follows_from_what_the_customer_says(string said, HandoffTopic topic) =>
        (await new Talk().Says(said, SkillNames.TalkToHuman)).Reply.Handoff!.Topic.ShouldBe(topic);

    [Fact]
    public async Task A_typed_number_is_a_rating_only_while_one_is_asked_for()
    {
        var talk = new Talk();
        talk.Shop.AwaitsRating = true;
        (await talk.Says("5 stars, so kind")).Answer.ShouldContain("Glad we could help");
        talk.Shop.Rated.ShouldBe(new RateConversation(5, "so kind"));
        (await talk.Says("5", SkillNames.OutOfScope)).Answer.ShouldNotContain("Thank you");
    }

    [Fact]
    public async Task A_transcript_goes_to_a_proven_address_only()
    {
        (await new Talk().Says("please e-mail me the transcript")).Answer.ShouldContain("Sign in first");
        (await new Talk(signedIn: true).Says("please e-mail me the transcript")).Answer.ShouldContain("on its way");
    }
}
