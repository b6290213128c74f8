using EzSolutions.Bot.Understanding.Text;

namespace EzSolutions.Bot.Understanding.Entities;

/// <summary>Record types and what they point at: "an A record for www.example.com to 192.0.2.7".</summary>
internal static class DnsGrammar
{
    public static void Read(Scan scan)
    {
        var typed = false;
        for (var i = 0; i < scan.Tokens.Count; i++)
        {
            if (scan.Kind(i) != TokenKind.Word || !EntityWords.RecordTypes.Contains(scan.Word(i))) continue;
            if (scan.Word(i) is "a" or "ns" && scan.Word(i + 1) is not ("record" or "records" or "entry")) continue;
            scan.Add(SlotNames.RecordType, scan.Word(i).ToUpperInvariant(), i, i);
            typed = true;
        }

        if (typed || scan.Entities.Exists(entity => entity.Slot == Entity.Address)) ReadValue(scan, typed);
    }

    private static void ReadValue(Scan scan, bool typed)
    {
        var address = scan.Entities.FindIndex(entity => entity.Slot == Entity.Address);
        if (address >= 0)
        {
            scan.Entities[address] = scan.Entities[address] with { Slot = SlotNames.RecordValue };
            return;
        }

        var domains = scan.Entities.FindAll(entity => entity.Slot is SlotNames.Domain or SlotNames.Service);
        if (!typed || domains.Count < 2) return;
        var target = domains.FindLastIndex(entity => scan.Word(entity.First - 1) is "to" or "at" or "value" or "towards" or "target");
        if (target < 0) return;
        var index = scan.Entities.IndexOf(domains[target]);
        scan.Entities[index] = domains[target] with { Slot = SlotNames.RecordValue };
    }
}
