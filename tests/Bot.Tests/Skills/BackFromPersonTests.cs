using EzSolutions.Application.Conversations;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Notifications;
using EzSolutions.Bot.Skills.Ordering;
using EzSolutions.Bot.Tests.Dialogue;
using EzSolutions.Bot.Tests.Understanding;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Handoff;

namespace EzSolutions.Bot.Tests.Skills;

/// <summary>After a person gives the conversation back, with a line about what they did.</summary>
public sealed class BackFromPersonTests
{
    [Fact]
    public async Task First_words_say_what_was_settled_and_do_not_press_on_with_what_was_under_way()
    {
        var talk = new Talk(recogniser: Recognition.Recogniser);
        await talk.Says("order vps m monthly");
        await talk.Says("i want a human");
        var card = await ReturnAsync(talk, "Your discount is set up.");
        card.Text!.ShouldContain("Sam is done here: Your discount is set up.");
        card.Text!.ShouldContain("put your order aside");
        card.Actions!.ShouldHaveSingleItem().Label.ShouldBe("Carry on");

        await talk.Says("what is a vps");
        talk.Answer.ShouldNotContain("e-mail address");
        await talk.Says("order vps m monthly");
        talk.Answer.ShouldContain("e-mail address");
    }

    [Fact]
    public async Task Yes_takes_up_what_was_put_aside()
    {
        var talk = new Talk(signedIn: true, Recognition.Recogniser);
        await talk.Says("order vps m");
        await talk.Says("i want a human");
        await ReturnAsync(talk, "Your discount is set up.");
        await talk.Says("yes");
        talk.Answer.ShouldContain("How would you like to pay for VPS M?");
    }

    [Fact]
    public async Task Bot_knows_what_was_settled_and_staff_see_that_it_does()
    {
        var talk = new Talk(recogniser: Recognition.Recogniser);
        await talk.Says("i want a human");
        await ReturnAsync(talk, "Moved the disk.");
        await talk.Says("hi");
        talk.Answer.ShouldContain("Sam has done this for you: Moved the disk.");
        talk.Reply.Trace!.Decisions.ShouldContain("back from Sam, who settled: Moved the disk.");
        await talk.Says("hello");
        talk.Reply.Trace!.Decisions.ShouldNotContain("back from Sam, who settled: Moved the disk.");

        talk.Time.Pass(TimeSpan.FromDays(2));
        await talk.Says("hello");
        talk.Answer.ShouldNotContain("Moved the disk");
    }

    [Fact]
    public async Task Say_that_again_says_what_was_settled()
    {
        var talk = new Talk(recogniser: Recognition.Recogniser);
        await talk.Says("i want a human");
        await ReturnAsync(talk, "Moved the disk.");
        await talk.Says("say that again");
        talk.Answer.ShouldContain("Sam is done here: Moved the disk.");
    }

    [Fact]
    public async Task Whoever_signs_in_after_a_sign_out_is_not_told()
    {
        var talk = new Talk(signedIn: true, Recognition.Recogniser);
        await talk.Says("i want a human");
        await ReturnAsync(talk, "Moved the disk.");
        await talk.Says("sign out");
        await talk.Says("hi");
        talk.Answer.ShouldNotContain("Moved the disk");
    }

    [Fact]
    public async Task Who_does_not_want_to_wait_any_more_is_welcome_back_and_their_order_goes_on()
    {
        var talk = new Talk(signedIn: true, Recognition.Recogniser);
        await talk.Says("order vps m");
        await talk.Says("i want a human");
        var poster = new TalkPoster(talk);
        await new HandoffNotifications(poster, new SkillCatalog([new OrderServiceSkill()]), talk.Time)
            .HandleAsync(new QueuePositionChanged(Guid.CreateVersion7(), "en", "queue:1", Position: 1, WaitMinutes: null), default);
        var button = poster.Said!.Actions!.ShouldHaveSingleItem();
        await talk.Presses((Guid.CreateVersion7(), poster.Said, button));
        talk.Answer.ShouldContain("nobody needs to join");
        talk.Answer.ShouldContain("How would you like to pay for VPS M?");
    }

    private static async Task<Card> ReturnAsync(Talk talk, string summary)
    {
        var poster = new TalkPoster(talk);
        await new HandoffNotifications(poster, new SkillCatalog([new OrderServiceSkill()]), talk.Time)
            .HandleAsync(new HandoffCompleted(Guid.CreateVersion7(), "en", new Colleague(Guid.CreateVersion7(), "Sam"), Resolved: false, summary, null), default);
        return poster.Said!;
    }

    private sealed class TalkPoster(Talk talk) : IConversationPoster
    {
        public Card? Said { get; private set; }

        public Task<Guid> PostAsync(Guid conversationId, OutgoingEntry entry, CancellationToken ct)
        {
            Said = entry.Card;
            return Task.FromResult(Guid.CreateVersion7());
        }

        public Task RememberAsync(Guid conversationId, Func<string?, string> change, CancellationToken ct)
        {
            talk.State = change(talk.State);
            return Task.CompletedTask;
        }

        public Task<Guid?> FindConversationAsync(Guid? beganIn, Guid customerId, CancellationToken ct) => Task.FromResult<Guid?>(null);

        public Task<string?> LocaleOfAsync(Guid conversationId, CancellationToken ct) => Task.FromResult<string?>("en");
    }
}
