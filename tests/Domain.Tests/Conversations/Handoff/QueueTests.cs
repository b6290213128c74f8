using EzSolutions.Domain.Conversations.Handoff;

namespace EzSolutions.Domain.Tests.Conversations.Handoff;

public sealed class QueueTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_longest_waiting_goes_first_to_the_least_busy_who_knows_the_topic()
    {
        var (billing, general) = (Desk(2, HandoffTopic.Billing), Desk(2, HandoffTopic.Technical));
        var (late, early) = (Waits(HandoffTopic.Billing, minutes: 1), Waits(HandoffTopic.Billing, minutes: 9));
        var chosen = QueueAssignment.Choose([late, early], [new(billing, 1), new(general, 0)]);
        chosen.ShouldBe([(early.ConversationId, billing.Id), (late.ConversationId, general.Id)]);
    }

    [Fact]
    public void Nobody_goes_over_capacity_and_nobody_waits_while_somebody_is_free()
    {
        var random = new Random(4711);
        for (var round = 0; round < 500; round++)
        {
            var desks = Enumerable.Range(0, random.Next(1, 6))
                .Select(_ => new OpenDesk(Desk(random.Next(1, 6), (HandoffTopic)random.Next(5)), random.Next(0, 7))).ToList();
            var waiting = Enumerable.Range(0, random.Next(0, 25)).Select(i => Waits((HandoffTopic)random.Next(5), i)).ToList();
            var free = desks.Sum(d => Math.Max(0, d.Desk.Capacity - d.Load));
            var chosen = QueueAssignment.Choose(waiting, desks);
            chosen.Count.ShouldBe(Math.Min(free, waiting.Count));
            chosen.Select(c => c.ConversationId).ShouldBeUnique();
            foreach (var given in chosen.GroupBy(c => c.StaffId))
                (given.Count() + desks.Single(d => d.Desk.Id == given.Key).Load).ShouldBeLessThanOrEqualTo(desks.Single(d => d.Desk.Id == given.Key).Desk.Capacity);
        }
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(3, 30)]
    public void The_wait_goes_by_how_fast_the_queue_moved(int position, int minutes) =>
        WaitEstimate.Minutes(position, [Now.AddMinutes(-30), Now.AddMinutes(-20), Now.AddMinutes(-10)], Now).ShouldBe(minutes);

    [Fact]
    public void Nothing_is_said_of_the_wait_where_nothing_is_known() =>
        WaitEstimate.Minutes(1, [Now.AddHours(-3), Now.AddHours(-3), Now], Now).ShouldBeNull();

    [Theory]
    [InlineData("5", 5, null)]
    [InlineData("4/5", 4, null)]
    [InlineData("⭐⭐⭐", 3, null)]
    [InlineData("5 stars, very kind", 5, "very kind")]
    [InlineData("2 - took an hour", 2, "took an hour")]
    [InlineData("5 servers please", null, null)]
    [InlineData("55", null, null)]
    [InlineData("0", null, null)]
    public void A_typed_rating_is_told_from_other_words(string text, int? score, string? comment)
    {
        TypedRating.TryRead(text, out var read, out var said).ShouldBe(score is not null);
        (read, said).ShouldBe((score ?? 0, comment));
    }

    private static StaffDesk Desk(int capacity, params HandoffTopic[] skills)
    {
        var desk = StaffDesk.Create(Guid.CreateVersion7());
        desk.Staff(skills, capacity).IsSuccess.ShouldBeTrue();
        return desk;
    }

    private static WaitingCustomer Waits(HandoffTopic topic, int minutes) => new(Guid.CreateVersion7(), topic, Now.AddMinutes(-minutes));
}
