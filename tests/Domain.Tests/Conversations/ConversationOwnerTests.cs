using EzSolutions.Domain.Conversations;
using static EzSolutions.Domain.Tests.Conversations.ConversationBuilder;

namespace EzSolutions.Domain.Tests.Conversations;

public sealed class ConversationOwnerTests
{
    private readonly ConversationBuilder _given = new();

    private Conversation Conversation => _given.Conversation;

    [Fact]
    public void C02_The_bot_speaks_while_it_owns_the_conversation() =>
        Conversation.Say(_given.Stamp(), "Hello").Value.Author.ShouldBe(Author.Bot);

    [Fact]
    public void C02_The_bot_is_silent_once_a_person_took_over()
    {
        _given.TakenOverBy(Alice);
        Conversation.Say(_given.Stamp(), "Hello").Error.ShouldBe(ConversationErrors.OwnedByOther);
    }

    [Fact]
    public void C02_The_bot_is_silent_while_the_customer_waits_for_a_person()
    {
        _given.Queued();
        Conversation.Say(_given.Stamp(), "Hello").IsSuccess.ShouldBeFalse();
    }

    [Fact]
    public void C02_Staff_cannot_answer_a_conversation_the_bot_owns() =>
        Conversation.SayAsStaff(_given.Stamp(), Alice, "Hi", null).Error.ShouldBe(ConversationErrors.NotOwned);

    [Fact]
    public void C02_Staff_cannot_answer_a_colleagues_conversation()
    {
        _given.TakenOverBy(Alice);
        Conversation.SayAsStaff(_given.Stamp(), Bob, "Hi", null).Error.ShouldBe(ConversationErrors.OwnedByOther);
    }

    [Fact]
    public void The_owner_answers_under_their_own_name()
    {
        _given.TakenOverBy(Alice);
        var entry = Conversation.SayAsStaff(_given.Stamp(), Alice, "Hi", "m1").Value;
        entry.Author.ShouldBe(new Author(AuthorKind.Staff, "Alice", Alice.Id));
        entry.ExternalId.ShouldBe("m1");
    }

    [Fact]
    public void C02_A_takeover_leaves_the_bot_nothing_to_answer()
    {
        _given.Receive();
        Conversation.AwaitsTurn.ShouldBeTrue();
        _given.TakenOverBy(Alice);
        Conversation.AwaitsTurn.ShouldBeFalse();
    }

    [Fact]
    public void Who_does_not_want_to_wait_any_more_goes_on_with_the_bot()
    {
        _given.Queued().Receive("anybody there?");
        Press(EntryAction.StopWaiting).IsSuccess.ShouldBeTrue();
        Conversation.Owner.ShouldBe(ConversationOwner.Bot);
        Conversation.WaitingSince.ShouldBeNull();
        Conversation.AwaitsTurn.ShouldBeTrue();
    }

    [Fact]
    public void C02_Once_a_person_is_there_that_button_sends_nobody_away()
    {
        _given.Queued().TakenOverBy(Alice);
        Press(EntryAction.StopWaiting).IsSuccess.ShouldBeTrue();
        Conversation.Owner.IsStaff(Alice.Id).ShouldBeTrue();
        Conversation.AwaitsTurn.ShouldBeFalse();
    }

    private Domain.Common.Result<Entry> Press(string actionId) =>
        Conversation.ReceiveAction(_given.Stamp(), new EntryAction(Guid.CreateVersion7(), actionId, "Go on"), null, ConversationBuilder.Limit, _given.Stamp);

    [Fact]
    public void A_message_to_a_person_is_not_the_bots_to_answer()
    {
        _given.TakenOverBy(Alice).Receive();
        Conversation.AwaitsTurn.ShouldBeFalse();
        Conversation.WaitingSince.ShouldBe(_given.Now);
    }

    [Fact]
    public void A_colleagues_conversation_cannot_be_taken_returned_passed_on_or_resolved()
    {
        _given.TakenOverBy(Alice);
        Conversation.TakeOver(_given.Stamp(), Bob).Error.ShouldBe(ConversationErrors.OwnedByOther);
        Conversation.ReturnToBot(_given.Stamp(), Bob).Error.ShouldBe(ConversationErrors.OwnedByOther);
        Conversation.Transfer(_given.Stamp(), Bob, Bob).Error.ShouldBe(ConversationErrors.OwnedByOther);
        Conversation.Resolve(_given.Stamp(), Bob).Error.ShouldBe(ConversationErrors.OwnedByOther);
        Conversation.Owner.IsStaff(Alice.Id).ShouldBeTrue();
    }

    [Fact]
    public void An_administrator_takes_over_from_a_colleague_and_the_log_says_from_whom()
    {
        _given.TakenOverBy(Alice);
        var admin = Bob with { IsAdmin = true };
        Conversation.Resolve(_given.Stamp(), admin).Error.ShouldBe(ConversationErrors.OwnedByOther);
        Conversation.SayAsStaff(_given.Stamp(), admin, "Hi", null).Error.ShouldBe(ConversationErrors.OwnedByOther);

        Conversation.TakeOver(_given.Stamp(), admin).IsSuccess.ShouldBeTrue();

        Conversation.Owner.IsStaff(Bob.Id).ShouldBeTrue();
        Conversation.TakeAppended()[^1].Text.ShouldBe($"{Bob.Name} took the conversation over from {Alice.Name}.");
        Conversation.SayAsStaff(_given.Stamp(), Alice, "Still me", null).Error.ShouldBe(ConversationErrors.OwnedByOther);
    }

    [Fact]
    public void Taking_over_twice_says_so_once()
    {
        _given.TakenOverBy(Alice).TakenOverBy(Alice);
        Conversation.TakeAppended().Count.ShouldBe(1);
    }

    [Fact]
    public void Each_change_of_owner_is_a_readable_event()
    {
        _given.TakenOverBy(Alice);
        Conversation.Transfer(_given.Stamp(), Alice, Bob);
        Conversation.ReturnToBot(_given.Stamp(), Bob);
        Conversation.Resolve(_given.Stamp(), Bob);
        Conversation.Reopen(_given.Stamp(), Bob);
        var events = Conversation.TakeAppended();
        events.ShouldAllBe(e => e.Kind == EntryKind.Event);
        events.Select(e => e.Text).ShouldBe(
        [
            "Alice joined the conversation.",
            "Alice passed the conversation to Bob.",
            "Bob handed the conversation back to the assistant.",
            "Bob marked the conversation as resolved.",
            "Bob reopened the conversation.",
        ]);
    }

    [Fact]
    public void A_resolved_conversation_takes_no_answer_of_staff()
    {
        _given.TakenOverBy(Alice);
        Conversation.Resolve(_given.Stamp(), Alice);
        Conversation.SayAsStaff(_given.Stamp(), Alice, "Hi", null).Error.ShouldBe(ConversationErrors.Resolved);
        Conversation.TakeOver(_given.Stamp(), Alice).Error.ShouldBe(ConversationErrors.Resolved);
    }

    [Fact]
    public void A_message_opens_a_resolved_conversation_again_with_the_bot()
    {
        _given.TakenOverBy(Alice);
        Conversation.Resolve(_given.Stamp(), Alice);
        _given.Receive();
        Conversation.State.ShouldBe(ConversationState.Open);
        Conversation.Owner.ShouldBe(ConversationOwner.Bot);
        Conversation.AwaitsTurn.ShouldBeTrue();
    }

    [Fact]
    public void C03_The_reason_of_a_handoff_is_a_note_and_the_handoff_itself_is_seen()
    {
        _given.Queued();
        Conversation.TakeAppended().Select(e => e.Kind).ShouldBe([EntryKind.Event, EntryKind.Note]);
        Conversation.WaitingSince.ShouldBe(_given.Now);
    }

    [Fact]
    public void News_are_told_by_the_bot_or_by_the_system_while_a_person_owns_the_conversation()
    {
        Conversation.Announce(_given.Stamp(), "Paid").Author.ShouldBe(Author.Bot);
        _given.TakenOverBy(Alice);
        Conversation.Announce(_given.Stamp(), "Paid").Author.ShouldBe(Author.System);
    }

    [Fact]
    public void C06_Three_failed_turns_pass_the_conversation_to_staff_visibly()
    {
        _given.Receive();
        Conversation.TakeAppended();
        Conversation.RecordFailedTurn(3, _given.Stamp).ShouldBeTrue();
        Conversation.RecordFailedTurn(3, _given.Stamp).ShouldBeTrue();
        Conversation.TakeAppended().ShouldBeEmpty();
        Conversation.RecordFailedTurn(3, _given.Stamp).ShouldBeFalse();
        Conversation.Owner.ShouldBe(ConversationOwner.Queue);
        Conversation.TakeAppended().ShouldContain(e => e.Kind == EntryKind.Event && e.Text!.StartsWith("Passed to our staff"));
    }

    [Fact]
    public void A_turn_that_succeeds_forgets_earlier_failures()
    {
        _given.Receive();
        Conversation.RecordFailedTurn(3, _given.Stamp);
        Conversation.CompleteTurn(Conversation.LastInboundSequence, "{}");
        Conversation.FailedTurns.ShouldBe(0);
        Conversation.AwaitsTurn.ShouldBeFalse();
    }
}
