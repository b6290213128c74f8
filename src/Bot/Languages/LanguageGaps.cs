using EzSolutions.Bot.Texts;
using Microsoft.Extensions.Logging;

namespace EzSolutions.Bot.Languages;

/// <summary>What a language lacks and is therefore said in English; told once, at start.</summary>
public static partial class LanguageGaps
{
    /// <summary>The bot's own files.</summary>
    public static LanguageFiles Files => BotTexts.Files;

    public static void Tell(ILogger logger, params IEnumerable<LanguageFiles> layers)
    {
        foreach (var files in layers)
        {
            var english = files.Of("en").Patterns.Keys;
            foreach (var language in SpokenLanguages.All)
            {
                var missing = english.Except(files.Of(language).Patterns.Keys).ToList();
                if (missing.Count > 0)
                {
                    Missing(logger, language, missing.Count, string.Join(", ", missing));
                }
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} texts are said in English where we speak {Language}: {Keys}.")]
    private static partial void Missing(ILogger logger, string language, int count, string keys);
}
