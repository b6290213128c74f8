using EzSolutions.Bot.Understanding.Text;

namespace EzSolutions.Bot.Understanding.Entities;

/// <summary>Power actions, and pronouns that stand for something said before.</summary>
internal static class ActionGrammar
{
    public static void Read(Scan scan)
    {
        for (var i = 0; i < scan.Tokens.Count; i++)
        {
            if (scan.Kind(i) != TokenKind.Word) continue;
            var (action, last) = ActionAt(scan, i);
            if (action is not null)
            {
                scan.Add(SlotNames.Action, action, i, last);
                i = last;
            }
            else if (scan.Word(i) is "it" or "them" && i > 0 && scan.Word(i + 1) is not ("is" or "was" or "looks" or "seems" or "to" or "would"))
            {
                scan.Add(SlotNames.Reference, "it", i, i);
            }
            else if (scan.Word(i) is "that" or "this" or "same" && scan.Word(i + 1) is "one" or "server" or "vps" or "thing")
            {
                scan.Add(SlotNames.Reference, "that one", i, i);
            }
        }
    }

    private static (string? Action, int Last) ActionAt(Scan scan, int at)
    {
        var next = scan.Word(at + 1);
        return scan.Word(at) switch
        {
            "reboot" or "rebooting" or "rebooted" or "reboots" or "restart" or "restarting" or "restarted" or "relaunch" or "bounce" or "reset"
                => ("reboot", at),
            "power" or "powered" or "powering" or "turn" or "switch" or "turning" or "switching" when Particle(scan, at) is var (particle, last)
                && particle is not null => (particle, last),
            "power" when next is "cycle" or "cycling" => ("reboot", at + 1),
            "boot" when scan.Word(at - 1) is not ("re" or "not" or "won't" or "doesn't" or "can't") => ("start", at),
            "start" when next is not ("over" or "from" or "again" or "with") && scan.Word(at - 1) is not "re" => ("start", at),
            "starting" => ("start", at),
            "re" when next is "start" or "boot" => ("reboot", at + 1),
            "kick" when scan.Word(at - 1) is "a" or "the" or "quick" => ("reboot", at),
            "hard" when next is "reset" or "reboot" or "restart" => ("reboot", at + 1),
            "wake" or "launch" or "unpause" => ("start", at),
            "fire" or "spin" or "bring" when Particle(scan, at) is ("start", var last) => ("start", last),
            "stop" or "halt" or "kill" or "stopping" => ("stop", at),
            "poweroff" => ("stop", at),
            "shutdown" => ("shutdown", at),
            "shut" or "shutting" when Particle(scan, at) is ("stop" or "shutdown", var last) => ("shutdown", last),
            "bring" or "take" when Particle(scan, at) is ("shutdown", var last) => ("shutdown", last),
            _ => (null, at),
        };
    }

    // "turn it off", "switch my server on", "shut the box down": the particle may stand up to four words on.
    private static (string? Action, int Last) Particle(Scan scan, int at)
    {
        for (var i = at + 1; i <= Math.Min(at + 5, scan.Tokens.Count - 1); i++)
        {
            if (scan.Tokens[i - 1].EndsSentence) break;
            if (scan.Word(i) is "and" or "or" or "to") break;
            if (scan.Word(i) is "off" && BackOn(scan, i) is var on && on > 0) return ("reboot", on);
            if (scan.Word(i) is "off") return ("stop", i);
            if (scan.Word(i) is "on" or "up" or "back") return ("start", i);
            if (scan.Word(i) is "down") return ("shutdown", i);
            if (scan.Word(i) is "cycle") return ("reboot", i);
        }

        return (null, at);
    }

    // "off and on again", "off, then back on": where that ends.
    private static int BackOn(Scan scan, int off)
    {
        var at = off + 1;
        while (scan.Word(at) is "and" or "then" or "back" or "turn" or "switch" or "it") at++;
        return at > off + 1 && scan.Word(at) is "on" ? at : 0;
    }
}
