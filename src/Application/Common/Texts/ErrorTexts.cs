using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Common.Texts;

/// <summary>Refusals, by their code. In English an error speaks for itself; the other languages say it under <c>Error.code</c>.</summary>
public sealed class ErrorTexts(Phrases phrases) : TextSection(phrases, "Error")
{
    /// <param name="locale">BCP 47 tag.</param>
    public static ErrorTexts For(string? locale) => new(LanguageFiles.Own.For(locale));

    public string Of(Error error) => Phrases.Language == "en" ? error.Message : Phrases.SayIfThere($"Error.{error.Code}") ?? error.Message;
}
