using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Domain.Tests.Provisioning;

public sealed class ProvisioningJobTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly Guid One = Guid.CreateVersion7(Make.Noon);
    private static readonly Guid Two = Guid.CreateVersion7(Make.Noon);

    [Fact]
    public void Goes_through_its_steps_in_order_to_done()
    {
        var job = Make.Job();
        var seen = new List<int>();
        while (!job.IsFinished)
        {
            job.BeginStep(Make.Noon);
            job.CompleteStep(Make.Noon);
            seen.Add(job.Percent);
        }

        job.State.ShouldBe(ProvisioningJobState.Done);
        seen.ShouldBe(seen.Order());
        seen[^1].ShouldBe(100);
        job.Steps.Select(s => s.Name).ShouldBe(ProvisioningSteps.InOrder);
    }

    [Fact]
    public void One_worker_at_a_time_holds_it()
    {
        var job = Make.Job();

        job.TryLease(One, Make.Noon, Minute).ShouldBeTrue();
        job.TryLease(Two, Make.Noon, Minute).ShouldBeFalse();
        job.TryLease(One, Make.Noon, Minute).ShouldBeTrue();
    }

    [Fact]
    public void A_dead_workers_lease_runs_out()
    {
        var job = Make.Job();
        job.TryLease(One, Make.Noon, Minute);

        job.TryLease(Two, Make.Noon + Minute, Minute).ShouldBeTrue();
        job.TryLease(One, Make.Noon + Minute, Minute).ShouldBeFalse();
    }

    [Fact]
    public void A_released_job_is_free_at_once()
    {
        var job = Make.Job();
        job.TryLease(One, Make.Noon, Minute);

        job.Release(Make.Noon + Minute);

        job.TryLease(Two, Make.Noon, Minute).ShouldBeTrue();
    }

    [Fact]
    public void P03_another_number_goes_back_to_allocation_and_still_counts_the_try()
    {
        var job = AtClone();
        job.Allocate(20_000);

        job.TakeAnotherVmid(Make.Noon, "taken");

        job.Current.Name.ShouldBe(ProvisioningStepName.AllocateId);
        job.Vmid.ShouldBeNull();
        job.Steps.Single(s => s.Name is ProvisioningStepName.Clone).Attempts.ShouldBe(1);
        job.Steps.Single(s => s.Name is ProvisioningStepName.Clone).IntentAt.ShouldBeNull();
    }

    [Fact]
    public void Another_node_goes_back_to_the_start_and_remembers_the_full_one()
    {
        var job = AtClone();
        job.ChooseNode("pve1");

        job.TakeAnotherNode(Make.Noon, "full");

        job.Current.Name.ShouldBe(ProvisioningStepName.ReserveCapacity);
        job.NodesTried.ShouldBe(["pve1"]);
    }

    [Fact]
    public void P02_intent_forgets_the_task_of_an_earlier_try()
    {
        var job = AtClone();
        job.FollowTask(Make.Noon, "UPID:one");

        job.Intend(Make.Noon, "copy");

        job.Current.TaskId.ShouldBeNull();
        job.Current.IntentAt.ShouldBe(Make.Noon);
    }

    [Fact]
    public void Every_change_of_a_step_is_told()
    {
        var job = Make.Job();
        job.TakeDomainEvents();

        job.BeginStep(Make.Noon);
        job.TakeDomainEvents().ShouldHaveSingleItem().ShouldBeOfType<ServiceProgressed>();
        job.CompleteStep(Make.Noon);
        job.TakeDomainEvents().ShouldHaveSingleItem().ShouldBeOfType<ServiceProgressed>();
    }

    [Fact]
    public void Retrying_is_told_once_not_at_every_try()
    {
        var job = AtClone();
        job.TakeDomainEvents();

        job.FailAttempt(Make.Noon, "500");
        job.FailAttempt(Make.Noon, "500");

        job.State.ShouldBe(ProvisioningJobState.Retrying);
        job.TakeDomainEvents().Count.ShouldBe(1);
    }

    [Fact]
    public void Only_a_failed_job_is_restarted_and_then_from_scratch()
    {
        var job = AtClone();
        Should.Throw<InvalidOperationException>(() => job.Restart(Make.Noon, "Ann"));
        job.FailAttempt(Make.Noon, "500");
        job.GiveUp(Make.Noon, "500");
        job.Finish(Make.Noon, "undone");

        job.Restart(Make.Noon, "Ann");

        job.State.ShouldBe(ProvisioningJobState.Running);
        job.Current.Name.ShouldBe(ProvisioningStepName.ReserveCapacity);
        job.Steps.ShouldAllBe(s => s.Attempts == 0);
    }

    [Fact]
    public void Its_log_stays_bounded_and_keeps_the_first_line()
    {
        var job = Make.Job();
        foreach (var line in Enumerable.Range(0, 500))
            job.Note(Make.Noon, $"line {line}");

        job.Log.Count.ShouldBe(200);
        job.Log[0].ShouldContain("ORD-2026-000001");
        job.Log[^1].ShouldEndWith("line 499");
    }

    private static ProvisioningJob AtClone()
    {
        var job = Make.Job();
        job.BeginStep(Make.Noon);
        job.CompleteStep(Make.Noon);
        job.BeginStep(Make.Noon);
        job.CompleteStep(Make.Noon);
        job.BeginStep(Make.Noon);
        return job;
    }
}
