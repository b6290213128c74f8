using System.Runtime.InteropServices;
using EzSolutions.Bot.Understanding.Entities;

namespace EzSolutions.Bot.Understanding;

/// <summary>A stretch of tokens that makes one request.</summary>
/// <param name="Joined">An "and", "then" or "also" led into it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Segment(int First, int End, Reading Reading, bool Joined);

/// <summary>Finds the several requests in one message: "reboot my vps and send me the last invoice".</summary>
internal sealed class Segmentation(Classification classification)
{
    private const int MostAtoms = 12;
    private const double StandsAlone = 0.6;

    public List<Segment> Split(Scan scan, int start)
    {
        var whole = classification.Read(scan, start, scan.Tokens.Count);
        var all = new Segment(start, scan.Tokens.Count, whole, false);
        var atoms = Atoms(scan, start);
        if (atoms.Count < 2) return [all];
        // An attempt to talk us out of our rules is one thing, however many requests it names.
        if (!whole.InScope && whole.Confidence > 0.8) return [all];

        atoms = atoms.ConvertAll(atom => atom with { Reading = classification.Read(scan, atom.First, atom.End) });
        // "Don't do that, reboot web2 instead": the refusal lends the request none of its values.
        var refused = atoms[0].Reading.Skill == SkillNames.Deny || Negation.IsNegated(scan, atoms[0].First, atoms[0].End, atoms[1].Reading.Skill);
        if (refused && Stands(atoms[1]))
        {
            atoms.RemoveAt(0);
            all = all with { First = atoms[0].First };
        }

        var groups = Group(scan, atoms);
        if (groups.Count == 0) return [all];
        if (groups.Count == 1) return [Whole(scan, all, groups[0])];
        DropBackground(scan, groups, whole);
        return groups.Count == 1 ? [Whole(scan, all, groups[0])] : groups;
    }

    private static List<Segment> Atoms(Scan scan, int start)
    {
        var atoms = new List<Segment>();
        var (from, joined) = (start, false);
        for (var i = start; i < scan.Tokens.Count && atoms.Count < MostAtoms - 1; i++)
        {
            var connector = i > from && IsConnector(scan, i);
            if (connector)
            {
                atoms.Add(new Segment(from, i, default, joined));
                (from, joined) = (i + 1, true);
                while (from < scan.Tokens.Count && IsConnector(scan, from)) from++;
                i = from - 1;
            }
            else if (scan.Tokens[i].After != '\0' && i + 1 < scan.Tokens.Count)
            {
                atoms.Add(new Segment(from, i + 1, default, joined));
                (from, joined) = (i + 1, false);
                while (from < scan.Tokens.Count && IsConnector(scan, from)) (from, joined) = (from + 1, true);
                i = from - 1;
            }
        }

        if (from < scan.Tokens.Count) atoms.Add(new Segment(from, scan.Tokens.Count, default, joined));
        return atoms;
    }

    private static bool IsConnector(Scan scan, int at) =>
        scan.Word(at) is "and" or "then" or "also" or "plus" or "afterwards" or "but" || (scan.Word(at) is "after" && scan.Word(at + 1) is "that");

    private static bool Stands(Segment atom) =>
        atom.Reading.InScope && atom.Reading.Confidence >= StandsAlone && !SkillRisk.IsConversational(atom.Reading.Skill) && atom.End - atom.First > 1;

    private List<Segment> Group(Scan scan, List<Segment> atoms)
    {
        var groups = new List<Segment>();
        var waiting = -1;
        var corrected = false;
        foreach (var atom in atoms)
        {
            corrected |= groups.Count > 0 && Corrects(scan, atom);
            if (!Stands(atom))
            {
                if (groups.Count == 0) waiting = waiting < 0 ? atom.First : waiting;
                else if (!SkillRisk.IsConversational(atom.Reading.Skill) || atom.Reading.Confidence < StandsAlone) groups[^1] = Extend(scan, groups[^1], atom.End);
                continue;
            }

            var first = groups.Count == 0 && waiting >= 0 ? waiting : atom.First;
            if (corrected && groups[^1].Reading.Skill == atom.Reading.Skill) groups[^1] = groups[^1] with { End = atom.End };
            else if (corrected) groups[^1] = atom;
            else if (groups.Count > 0 && Continues(scan, groups[^1], atom)) groups[^1] = groups[^1] with { End = atom.End };
            else groups.Add(atom with { First = first });
            corrected = false;
        }

        return groups;
    }

    // "Reboot web1, no wait, shut it down": what comes after stands in for what came before.
    private static bool Corrects(Scan scan, Segment atom)
    {
        var first = scan.Word(atom.First);
        if (first is "no" or "nope" or "nah" or "wait" or "oops" or "scratch" or "rather" or "correction") return true;
        return (first is "actually" or "sorry" && scan.Word(atom.First + 1) is "no" or "not" or "just" or "rather" or "make" or "i" or "") || (first is "i" && scan.Word(atom.First + 1) is "mean" or "meant");
    }

    // What follows may settle the meaning ("cancel that one ... the order I mean"), but never make it less sure.
    private Segment Extend(Scan scan, Segment group, int end)
    {
        var longer = classification.Read(scan, group.First, end);
        var surer = longer.Skill == group.Reading.Skill && longer.Confidence > group.Reading.Confidence;
        return group with { End = end, Reading = surer ? longer : group.Reading };
    }

    private static bool Continues(Scan scan, Segment group, Segment atom)
    {
        var skill = group.Reading.Skill;
        if (skill is SkillNames.OpenTicket or SkillNames.ReplyTicket && FreeText.HasLead(scan, group.First, group.End))
            return !atom.Joined || IsNarrative(scan.Word(atom.First)) || SkillRisk.IsOftenBackground(atom.Reading.Skill) || atom.Reading.Confidence < 0.8;
        if (IsValueOf(scan, atom, skill)) return true;
        if (atom.Reading.Skill != skill) return false;
        return !Contradicts(SlotFilling.Fill(scan, group.First, group.End, skill), SlotFilling.Fill(scan, atom.First, atom.End, skill));
    }

    // "Compare VPS S and VPS M": a name alone asks for nothing new.
    private static bool IsValueOf(Scan scan, Segment atom, string skill)
    {
        for (var i = atom.First; i < atom.End; i++)
            if (!scan.Entities.Exists(entity => entity.Slot == SlotNames.Plan && entity.Covers(i) && SkillSlots.Takes(skill, entity.Slot))) return false;
        return true;
    }

    // "... and I can't log in" goes on describing; "... and reboot web1" asks for something else.
    private static bool IsNarrative(string word) => word is "i" or "i'm" or "i've" or "my" or "it" or "it's" or "we" or "our" or "the" or "they" or "there"
        or "this" or "that" or "nobody" or "now" or "since" or "when" or "also";

    private static bool Contradicts(Dictionary<string, string> one, Dictionary<string, string> other)
    {
        foreach (var (slot, value) in one)
            if (slot is not (SlotNames.ProductType or SlotNames.Reference) && other.TryGetValue(slot, out var second) && second != value) return true;
        return false;
    }

    private static void DropBackground(Scan scan, List<Segment> groups, Reading whole)
    {
        for (var i = groups.Count - 1; i >= 0 && groups.Count > 1; i--)
        {
            var joined = i + 1 < groups.Count ? groups[i + 1].Joined : groups[i].Joined;
            var skill = groups[i].Reading.Skill;
            if (!SkillRisk.IsOftenBackground(skill)) continue;
            if (skill == SkillNames.OpenTicket && FreeText.HasLead(scan, groups[i].First, groups[i].End)) continue;
            var explicitly = joined && skill is not (SkillNames.OpenTicket or SkillNames.ExplainCharge);
            if (explicitly || (whole.Skill == skill && whole.Confidence > StandsAlone)) continue;
            groups.RemoveAt(i);
        }

        for (var i = groups.Count - 1; i >= 0 && groups.Count > 1; i--)
        {
            // The whole is one complaint, its second half no request of its own: "it is slow since yesterday, can someone look".
            var other = groups[i].Reading.Skill;
            if (!groups[i].Joined && i > 0 && whole.Skill != other && whole.Confidence > 0.8 && SkillRisk.IsOftenBackground(other)) groups.RemoveAt(i);
        }
    }

    private static Segment Whole(Scan scan, Segment all, Segment only)
    {
        var better = all.Reading.Skill == only.Reading.Skill ? all.Reading.Confidence > only.Reading.Confidence : false;
        return new Segment(all.First, scan.Tokens.Count, better ? all.Reading : only.Reading, false);
    }
}
