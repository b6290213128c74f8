using EzSolutions.Domain.Billing;
using Shouldly;

namespace EzSolutions.Domain.Tests.Billing;

public sealed class InboxEventTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly InboxEvent _event = InboxEvent.Receive(Guid.CreateVersion7(), "stripe", "evt_1", "charge.refunded", "{}", Now);

    [Fact]
    public void O02_Whoever_took_it_in_has_it_to_itself_for_a_while_and_then_it_is_anybodys() =>
        _event.NextAttemptAt.ShouldBe(Now + InboxEvent.Lease);

    [Fact]
    public void Pauses_grow_to_half_an_hour_and_no_further()
    {
        List<double> pauses = [];
        for (var attempt = 0; attempt < 12; attempt++)
        {
            _event.Postpone("away", Now);
            pauses.Add((_event.NextAttemptAt!.Value - Now).TotalSeconds);
        }

        pauses.ShouldBe([5, 10, 20, 40, 80, 160, 320, 640, 1280, 1800, 1800, 1800]);
        _event.State.ShouldBe(InboxState.Received);
    }

    [Fact]
    public void P06_Staff_are_told_once_at_the_eighth_failure() =>
        Enumerable.Range(1, 30).Where(_ => _event.Postpone("away", Now)).Count().ShouldBe(1);

    [Fact]
    public void Once_handled_it_has_no_next_time()
    {
        _event.Postpone("away", Now);
        _event.Handled(InboxState.Processed, "done", Now);
        _event.NextAttemptAt.ShouldBeNull();
    }

    [Fact]
    public void Another_look_starts_counting_afresh()
    {
        _event.Postpone("away", Now);
        _event.Handled(InboxState.Unmatched, "nothing fits", Now);
        _event.LookAgain(Now).IsSuccess.ShouldBeTrue();
        (_event.Attempts, _event.NextAttemptAt).ShouldBe((0, Now + InboxEvent.Lease));
    }
}
