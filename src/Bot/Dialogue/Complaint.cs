using System.Text.RegularExpressions;

namespace EzSolutions.Bot.Dialogue;

/// <summary>"Thx, that didn't help": polite or not, an answer was of no use. Only whole messages count; whoever says more is read as ever.</summary>
internal static partial class Complaint
{
    public static bool Is(string text) => text.Length <= 120 && Whole().IsMatch(text.Replace('’', '\''));

    [GeneratedRegex(
        """
        ^\W*((ok(ay)?|well|um+|hm+|no+|nope|sorry|but|hey|thx|tnx|ty|thanks?|thank\ (you|u)|lol|sigh|still|bot|mate|man|dude)\W+)*
        (
          thanks?\ (you\ )?for\ nothing
          | (that|this|it|u|you)?\W*(really\ |still\ |just\ )?(did|does|do|is|was|are|were)(n'?t|\ not|\ no)\W+(really\ |much\ |very\ |any\ |of\ (any|much)\ )*(help(ed|ing|ful)?|useful|use|good|what\ i\ (asked|meant|wanted|need(ed)?)(\ for)?|my\ question|answer(ed|ing)?(\ (me|my\ question|the\ question|that))?|right|correct)
          | (that|this|it)?\W*(is|'?s|was)?\W*(no\ help|not\ what\ i\ (asked|meant|wanted|need(ed)?)(\ for)?|of\ no\ (help|use)|unhelpful|useless|wrong|not\ (it|helpful|helping|right|useful))
          | wrong\ answer | (you|u)\ (misunderstood|got\ (me|it|that)\ wrong|don'?t\ (get|understand)(\ (it|me))?)
          | das\ (hat|hilft)\ (mir\ )?(nicht|nichts)(\ (geholfen|weiter))? | (eso\ )?no\ me\ (ayudó|ayuda|sirve|sirvió)
        )
        (\W+(at\ all|either|me|a\ bit|though|mate|man|dude|sorry|really|anything|much|u\ know|lol|bro|ugh))*\W*$
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.NonBacktracking)]
    private static partial Regex Whole();
}
