using EzSolutions.Bot.Understanding.Entities;

namespace EzSolutions.Bot.Understanding;

/// <summary>Finds the customer's own words inside a request: what the ticket is about, what the reply says.</summary>
internal static class FreeText
{
    private const int FewestWords = 2;

    /// <summary>The free text of a request, or null where the message only asks for a ticket without saying why.</summary>
    public static string? Of(Scan scan, int first, int end, string skill)
    {
        if (end <= first) return null;
        if (skill == SkillNames.AskKnowledge) return Slice(scan, first, end);
        if (skill is not (SkillNames.OpenTicket or SkillNames.ReplyTicket)) return null;
        var lead = LeadEnd(scan, first, end);
        if (lead == end && skill == SkillNames.OpenTicket && LeadStart(scan, first, end) is var start && start - first > FewestWords)
            return Slice(scan, first, start).TrimEnd(',', ';', ':', '-', ' ');
        if (lead < 0) return skill == SkillNames.OpenTicket && end - first >= FewestWords ? Slice(scan, first, end) : null;
        return end - lead >= FewestWords || (end - lead == 1 && scan.Word(lead).Length > 3 && !IsLeadWord(scan.Word(lead))) ? Slice(scan, lead, end) : null;
    }

    /// <summary>Whether the request names a ticket outright ("open a ticket about ...").</summary>
    public static bool HasLead(Scan scan, int first, int end) => LeadEnd(scan, first, end) >= 0;

    // Where "open a new ticket, please, about" ends; -1 where the text names no ticket.
    private static int LeadEnd(Scan scan, int first, int end)
    {
        var noun = -1;
        // A request names its ticket near its beginning or at its very end.
        for (var i = first; i < end && noun < 0; i++)
            if ((i < first + 12 || i >= end - 3) && (scan.Word(i) is "ticket" or "tickets" or "case" or "tck" || IsTicketNumber(scan, i))) noun = i;
        if (noun < 0) return -1;
        var at = noun + 1;
        while (at < end && (IsTicketNumber(scan, at) || IsLeadWord(scan.Word(at)))) at++;
        return at;
    }

    // "My disk is slow, can you open a ticket please": where the words that only ask for the ticket begin.
    private static int LeadStart(Scan scan, int first, int end)
    {
        var at = end;
        while (at > first && (IsAsking(scan.Word(at - 1)) || IsLeadWord(scan.Word(at - 1)))) at--;
        return at;
    }

    private static bool IsAsking(string word) => word is "ticket" or "tickets" or "case" or "open" or "make" or "raise" or "create" or "file" or "log" or "submit"
        or "start" or "a" or "an" or "the" or "new" or "can" or "could" or "you" or "i" or "want" or "need" or "so" or "would" or "like" or "let's" or ",";

    private static bool IsTicketNumber(Scan scan, int token) =>
        scan.Entities.Exists(entity => entity.Slot == SlotNames.TicketNumber && entity.Covers(token));

    private static bool IsLeadWord(string word) => word is "about" or "regarding" or "for" or "because" or "that" or "saying" or "says" or "say" or "and"
        or "please" or "to" or "with" or "on" or "subject" or "titled" or "concerning" or "as" or "support" or "me" or "following" or "now"
        or "reply" or "message" or "of" or "re" or "tell" or "them" or "note" or "comment" or "text" or "thanks" or "update" or "add";

    private static string Slice(Scan scan, int first, int end)
    {
        var start = scan.Tokens[first].Start;
        var stop = scan.Tokens[end - 1].End;
        while (stop < scan.Clean.Length && scan.Clean[stop] is '?' or '!' or '.' or ')') stop++;
        return stop > start ? scan.Clean[start..stop] : "";
    }
}
