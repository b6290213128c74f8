using System.Globalization;
using EzSolutions.Bot.Understanding.Text;

namespace EzSolutions.Bot.Understanding.Entities;

/// <summary>Sizes: "4 gigs", "8gb ram", "two cores", "quad core", "100 GB of disk", "1tb".</summary>
internal static class SizeGrammar
{
    // Without a word beside it, a figure up to this is memory: no plan has a disk so small or a memory so large.
    private const int LargestMemory = 64;

    public static void Read(Scan scan)
    {
        for (var i = 0; i < scan.Tokens.Count; i++)
        {
            if (scan.Taken(i) || !scan.TryNumber(i, out var value) || value <= 0) continue;
            var unit = i + 1;
            if (scan.Word(unit) is "of" or "x") unit++;
            if (IsGigabyte(scan.Word(unit))) Capacity(scan, i, unit, value);
            else if (IsTerabyte(scan.Word(unit))) Emit(scan, SlotNames.DiskGb, value * 1000L, i, unit);
            else if (IsMemory(scan.Word(unit)) && scan.Word(i) != "a") Emit(scan, SlotNames.RamGb, value, i, unit);
            else if (IsCore(scan, ref unit)) Emit(scan, SlotNames.Vcpu, value, i, unit);
            else if (IsMemory(scan.Word(i - 1)) && scan.Kind(i) == TokenKind.Number) Emit(scan, SlotNames.RamGb, value, i - 1, i);
        }
    }

    /// <summary>A bare number where the question just asked for this size.</summary>
    public static bool IsSize(string slot) => slot is SlotNames.RamGb or SlotNames.Vcpu or SlotNames.DiskGb;

    private static void Capacity(Scan scan, int number, int unit, int value)
    {
        for (var i = unit + 1; i <= unit + 3; i++)
        {
            if (i > unit + 1 && scan.TryNumber(i, out _)) break;
            if (IsMemory(scan.Word(i)))
            {
                Emit(scan, SlotNames.RamGb, value, number, i);
                return;
            }

            if (!IsDisk(scan.Word(i))) continue;
            Emit(scan, SlotNames.DiskGb, value, number, i);
            return;
        }

        if (IsMemory(scan.Word(number - 1)) || IsMemory(scan.Word(number - 2)))
            Emit(scan, SlotNames.RamGb, value, number, unit);
        else if (IsDisk(scan.Word(number - 1)) || IsDisk(scan.Word(number - 2)) || scan.Context.ExpectedSlot == SlotNames.DiskGb)
            Emit(scan, SlotNames.DiskGb, value, number, unit);
        else
            Emit(scan, value <= LargestMemory ? SlotNames.RamGb : SlotNames.DiskGb, value, number, unit);
    }

    private static bool IsCore(Scan scan, ref int unit)
    {
        if (scan.Word(unit) is "virtual" or "cpu" or "vcpu" or "v" or "processor" && scan.Word(unit + 1) is "cpu" or "cpus" or "core" or "cores") unit++;
        return scan.Word(unit) is "core" or "cores" or "cpu" or "cpus" or "vcpu" or "vcpus" or "vcore" or "vcores" or "processor" or "processors"
            or "thread" or "threads";
    }

    private static bool IsGigabyte(string word) => word is "gb" or "g" or "gig" or "gigs" or "gigabyte" or "gigabytes" or "gbs" or "gib";

    private static bool IsTerabyte(string word) => word is "tb" or "terabyte" or "terabytes" or "tera" or "tib";

    private static bool IsMemory(string word) => word is "ram" or "memory" or "mem";

    private static bool IsDisk(string word) =>
        word is "disk" or "disc" or "ssd" or "nvme" or "storage" or "space" or "hdd" or "drive" or "harddisk" or "webspace";

    private static void Emit(Scan scan, string slot, long value, int first, int last) =>
        scan.Add(slot, value.ToString(CultureInfo.InvariantCulture), first, last);
}
