using System.Text;

namespace EzSolutions.Bot.Understanding.Learning;

/// <summary>A sentence with the skill it asks for and the slots marked in it.</summary>
/// <remarks>Written <c>reboot [web1](service)</c>; <c>[restart](action=reboot)</c> where the value is not what is written.
/// A line may name several requests in order: <c>reboot it and show my invoices | list_invoices</c>.</remarks>
internal sealed record LabelledText(string Skill, string Text, IReadOnlyList<(string Slot, string Value)> Slots)
{
    public static IEnumerable<LabelledText> Read(string skill, IEnumerable<string> lines)
    {
        foreach (var raw in lines)
        {
            var line = raw.Trim();
            if (line.Length > 0 && line[0] != '#') yield return Parse(skill, line);
        }
    }

    public static LabelledText Parse(string skill, string line)
    {
        var text = new StringBuilder(line.Length);
        var slots = new List<(string, string)>();
        var at = 0;
        while (at < line.Length)
        {
            var close = line[at] == '[' ? line.IndexOf("](", at, StringComparison.Ordinal) : -1;
            var end = close < 0 ? -1 : line.IndexOf(')', close);
            if (end < 0)
            {
                text.Append(line[at++]);
                continue;
            }

            var surface = line[(at + 1)..close];
            foreach (var part in line[(close + 2)..end].Split(';'))
            {
                var equals = part.IndexOf('=', StringComparison.Ordinal);
                slots.Add(equals < 0 ? (part, surface) : (part[..equals], part[(equals + 1)..]));
            }

            text.Append(surface);
            at = end + 1;
        }

        return new LabelledText(skill, text.ToString(), slots);
    }

    /// <summary>The context the sentence was written for: its own services are the customer's, the plans are the usual ones.</summary>
    public RecognitionContext Context() => RecognitionContext.Empty with
    {
        PlanNames = UsualPlans,
        ServiceNames = [.. Slots.Where(slot => slot.Slot == SlotNames.Service).Select(slot => slot.Value)],
        Today = new DateOnly(2026, 6, 15),
    };

    private static readonly string[] UsualPlans =
        ["VPS S", "VPS M", "VPS L", "VPS XL", "Hosting Starter", "Hosting Business", "Hosting Pro"];
}
