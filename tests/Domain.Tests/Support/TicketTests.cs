using EzSolutions.Domain.Support;

namespace EzSolutions.Domain.Tests.Support;

public sealed class TicketTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Staff_answer_is_told_to_the_customer()
    {
        var ticket = Opened();
        ticket.ReplyAsStaff(Guid.CreateVersion7(), "Sam", "Try again", asks: false, Now).IsSuccess.ShouldBeTrue();
        ticket.State.ShouldBe(TicketState.Answered);
        ticket.DomainEvents.OfType<TicketAnswered>().ShouldHaveSingleItem().Body.ShouldBe("Try again");
    }

    [Fact]
    public void Question_to_the_customer_waits_until_the_customer_answers()
    {
        var ticket = Opened();
        ticket.ReplyAsStaff(Guid.CreateVersion7(), "Sam", "Which one?", asks: true, Now);
        ticket.State.ShouldBe(TicketState.Waiting);
        ticket.ReplyAsCustomer(Guid.CreateVersion7(), "Ada", "web1", Now);
        ticket.State.ShouldBe(TicketState.Open);
        ticket.Messages.Select(m => m.Position).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Staff_only_ticket_never_tells_the_customer()
    {
        var ticket = Ticket.OpenedForStaff(
            Guid.CreateVersion7(), "TCK-2026-000002", "Job failed", "log", "job:x", Guid.CreateVersion7(), null, Guid.CreateVersion7(), Now);
        ticket.ReplyAsStaff(Guid.CreateVersion7(), "Sam", "internal", asks: false, Now);
        ticket.DomainEvents.ShouldBeEmpty();
    }

    [Fact]
    public void Closed_ticket_takes_no_more_messages_until_it_is_reopened()
    {
        var ticket = Opened();
        ticket.Close(Now).IsSuccess.ShouldBeTrue();
        ticket.Close(Now).Error!.Code.ShouldBe("ticket_closed");
        ticket.ReplyAsCustomer(Guid.CreateVersion7(), "Ada", "more", Now).Error!.Code.ShouldBe("ticket_closed");
        ticket.ReplyAsStaff(Guid.CreateVersion7(), "Sam", "more", false, Now).Error!.Code.ShouldBe("ticket_closed");
        ticket.Reopen(Now).IsSuccess.ShouldBeTrue();
        ticket.Reopen(Now).Error!.Code.ShouldBe("ticket_not_closed");
        ticket.ReplyAsCustomer(Guid.CreateVersion7(), "Ada", "more", Now).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public void Control_characters_are_dropped_and_markup_stays_text()
    {
        var ticket = Ticket.OpenedByCustomer(
            Guid.CreateVersion7(), "TCK-2026-000001", Guid.CreateVersion7(), "Ada", "two\nlines\u0007", "a\u0000b\n<script>x</script>", null,
            Guid.CreateVersion7(), Now);
        ticket.Subject.ShouldBe("two lines");
        ticket.Messages[0].Body.ShouldBe("ab\n<script>x</script>");
    }

    private static Ticket Opened() => Ticket.OpenedByCustomer(
        Guid.CreateVersion7(), "TCK-2026-000001", Guid.CreateVersion7(), "Ada", "Slow", "It is slow", null, Guid.CreateVersion7(), Now);
}
