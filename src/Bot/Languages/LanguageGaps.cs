using EzSolutions.Bot.Texts;
using Microsoft.Extensions.Logging;

namespace EzSolutions.Bot.Languages;

/// <summary>What a language lacks and is therefore said in English; told once, at start.</summary>
public static partial class LanguageGaps
{
    public static void Tell(ILogger logger)
    {
        var english = BotTexts.PhrasesOf("en").Patterns.Keys;
        foreach (var language in BotTexts.Spoken)
        {
            var missing = english.Except(BotTexts.PhrasesOf(language).Patterns.Keys).ToList();
            if (missing.Count > 0)
            {
                Missing(logger, language, missing.Count, string.Join(", ", missing));
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The chat says {Count} texts in English where it speaks {Language}: {Keys}.")]
    private static partial void Missing(ILogger logger, string language, int count, string keys);
}
