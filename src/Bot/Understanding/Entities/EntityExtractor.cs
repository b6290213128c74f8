using EzSolutions.Bot.Understanding.Text;

namespace EzSolutions.Bot.Understanding.Entities;

/// <summary>Runs every grammar over a message. Which finding fills which slot is decided later, when the skill is known.</summary>
internal static class EntityExtractor
{
    public static Scan Extract(string clean, List<Token> tokens, RecognitionContext context)
    {
        var scan = new Scan(clean, tokens, context);
        JoinSpokenDomains(tokens);
        NameGrammar.ReadServices(scan);
        NameGrammar.ReadAddresses(scan);
        NumberGrammar.Read(scan);
        DnsGrammar.Read(scan);
        PlanGrammar.Read(scan);
        ProductGrammar.Read(scan);
        MoneyGrammar.Read(scan);
        SizeGrammar.Read(scan);
        CycleGrammar.Read(scan);
        SystemGrammar.Read(scan);
        CouponGrammar.Read(scan);
        ActionGrammar.Read(scan);
        ChoiceGrammar.Read(scan);
        NameGrammar.ReadRest(scan);
        return scan;
    }

    // "example dot com" is how people say it, and how some type it.
    private static void JoinSpokenDomains(List<Token> tokens)
    {
        for (var i = 1; i + 1 < tokens.Count; i++)
        {
            if (tokens[i].Text != "dot" || !Shapes.IsTopLevel(tokens[i + 1].Text)) continue;
            var joined = tokens[i - 1].Text + "." + tokens[i + 1].Text;
            if (!Shapes.IsDomain(joined)) continue;
            tokens[i - 1] = new Token(joined, tokens[i - 1].Start, tokens[i + 1].End, TokenKind.Domain, tokens[i + 1].After);
            tokens.RemoveRange(i, 2);
        }
    }
}
