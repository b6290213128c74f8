using EzSolutions.Domain.Common;

namespace EzSolutions.Bot.Texts;

/// <summary>Refusals, by their code. In English an error speaks for itself; the other languages say it under <c>Error.code</c>.</summary>
internal sealed class ErrorTexts(Phrases phrases) : TextSection(phrases, "Error")
{
    public string Of(Error error) => Phrases.Language == "en" ? error.Message : Phrases.SayIfThere($"Error.{error.Code}") ?? error.Message;
}
