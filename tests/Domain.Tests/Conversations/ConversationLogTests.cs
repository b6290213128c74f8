using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using static EzSolutions.Domain.Tests.Conversations.ConversationBuilder;

namespace EzSolutions.Domain.Tests.Conversations;

public sealed class ConversationLogTests
{
    private readonly ConversationBuilder _given = new();

    private Conversation Conversation => _given.Conversation;

    [Fact]
    public void C01_Everything_visible_takes_the_next_sequence_number()
    {
        _given.Receive();
        Conversation.Say(_given.Stamp(), "Hi");
        _given.TakenOverBy(Alice);
        Conversation.AddNote(_given.Stamp(), Alice, "VIP", null);
        Conversation.SignIn(_given.Stamp(), Guid.Empty, Guid.Empty, "Anna", "anna@example.com");
        Conversation.TakeAppended().Select(e => e.Sequence).ShouldBe([1, 2, 3, 4, 5]);
        Conversation.LastSequence.ShouldBe(5);
    }

    [Fact]
    public void A_refused_message_takes_no_sequence_number()
    {
        _given.TryReceive("   ").Error.ShouldBe(ConversationErrors.MessageEmpty);
        _given.Receive().Sequence.ShouldBe(1);
    }

    [Fact]
    public void C07_The_author_is_set_by_the_server_and_never_looks_like_staff()
    {
        Conversation.SignIn(_given.Stamp(), Guid.Empty, Guid.Empty, "Support", "s@example.com");
        _given.Receive().Author.ShouldBe(new Author(AuthorKind.Customer, VisitorName.Unknown));
    }

    [Fact]
    public void The_first_message_becomes_the_subject()
    {
        _given.Receive("I need\na server");
        _given.Receive("Soon");
        Conversation.Subject.ShouldBe("I need a server");
    }

    [Fact]
    public void The_twenty_first_message_in_a_minute_is_refused_until_the_minute_is_over()
    {
        for (var i = 0; i < 20; i++)
            _given.Receive();
        _given.Now = Start.AddSeconds(45);
        var refused = _given.TryReceive("One more").Error!;
        refused.Code.ShouldBe("too_many_messages");
        refused.RetryAfter.ShouldBe(TimeSpan.FromSeconds(15));
        _given.Now = Start.AddSeconds(60);
        _given.Receive().Sequence.ShouldBe(21);
    }

    [Fact]
    public void Verified_falls_to_identified_after_its_time()
    {
        Conversation.SignIn(_given.Stamp(), Guid.Empty, Guid.Empty, "Anna", "anna@example.com");
        var day = TimeSpan.FromHours(24);
        Conversation.AssuranceAt(Start.AddHours(23), day).ShouldBe(Assurance.Verified);
        Conversation.AssuranceAt(Start.AddHours(24), day).ShouldBe(Assurance.Identified);
    }

    [Fact]
    public void Signing_out_forgets_who_it_was()
    {
        Conversation.SignIn(_given.Stamp(), new Guid(1, 0, 0, new byte[8]), Guid.Empty, "Anna", "anna@example.com");
        Conversation.SignOut(_given.Stamp());
        Conversation.CustomerId.ShouldBeNull();
        Conversation.CustomerEmail.ShouldBeNull();
        Conversation.Assurance.ShouldBe(Assurance.Anonymous);
    }

    [Fact]
    public void A_site_can_name_its_visitor_but_not_prove_them()
    {
        Conversation.Identify("Anna", "anna@example.com").IsSuccess.ShouldBeTrue();
        Conversation.Assurance.ShouldBe(Assurance.Identified);
        Conversation.Identify("System", null).Error.ShouldBe(ConversationErrors.NameReserved);
    }

    [Fact]
    public void The_reading_position_never_moves_back_nor_past_the_end()
    {
        _given.Receive();
        _given.Receive();
        Conversation.MarkRead(2);
        Conversation.MarkRead(1);
        Conversation.CustomerReadUpTo.ShouldBe(2);
        Conversation.MarkRead(long.MaxValue);
        Conversation.CustomerReadUpTo.ShouldBe(2);
    }
}
