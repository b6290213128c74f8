using EzSolutions.Domain.Provisioning;
using FsCheck;
using FsCheck.Fluent;

namespace EzSolutions.Domain.Tests.Provisioning;

public sealed class VmidPoolTests
{
    private static readonly VmidRange Range = new(100, 119);

    [Fact]
    public void P03_never_hands_out_a_taken_number_and_finds_every_free_one()
    {
        var takenNumbers = Gen.Choose(95, 124).ArrayOf().ToArbitrary();
        Prop.ForAll(takenNumbers, numbers =>
        {
            var pool = VmidPool.Create(Guid.CreateVersion7(Make.Noon), "lab", Range);
            var taken = numbers.ToHashSet();
            var free = Enumerable.Range(Range.From, Range.Size).Except(taken).ToHashSet();
            var given = new HashSet<int>();
            while (pool.Take(Range, taken) is { } vmid)
            {
                given.Add(vmid);
                taken.Add(vmid);
            }

            return given.SetEquals(free);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_number_comes_back_as_late_as_possible()
    {
        var pool = VmidPool.Create(Guid.CreateVersion7(Make.Noon), "lab", Range);
        var nothing = new HashSet<int>();

        pool.Take(Range, nothing).ShouldBe(100);
        pool.Take(Range, nothing).ShouldBe(101);
    }

    [Fact]
    public void A_range_that_was_moved_is_followed()
    {
        var pool = VmidPool.Create(Guid.CreateVersion7(Make.Noon), "lab", Range);

        pool.Take(new VmidRange(500, 501), new HashSet<int>()).ShouldBe(500);
    }
}
