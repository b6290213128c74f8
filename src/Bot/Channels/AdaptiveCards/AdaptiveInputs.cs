using System.Text.Json.Nodes;
using EzSolutions.Bot.Texts;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Channels.AdaptiveCards;

internal static class AdaptiveInputs
{
    private const int LongestAnswer = 4_000;
    private const int LongestEmail = 254;

    public static JsonObject Of(CardInput input, CardTexts texts)
    {
        var label = AdaptiveText.Escape(input.Required ? input.Label : texts.Optional(input.Label));
        var element = new JsonObject { ["id"] = input.Id, ["label"] = label, ["isRequired"] = input.Required };
        switch (input.Type)
        {
            case "number":
                element["type"] = "Input.Number";
                break;
            case "select":
                element["type"] = "Input.ChoiceSet";
                element["style"] = "compact";
                element["placeholder"] = texts.Choose;
                element["choices"] = new JsonArray([.. (input.Options ?? []).Select(Choice)]);
                break;
            case "checkbox":
                // The label stands above, as with every input; what has to be ticked is not taken without one.
                element["type"] = "Input.Toggle";
                element["title"] = texts.Yes;
                element["valueOn"] = "true";
                element["valueOff"] = "false";
                element["wrap"] = true;
                break;
            case "email":
                element["type"] = "Input.Text";
                element["style"] = "Email";
                element["regex"] = "^[^@\\s]+@[^@\\s]+$";
                element["maxLength"] = LongestEmail;
                break;
            default:
                element["type"] = "Input.Text";
                element["style"] = "Text";
                element["maxLength"] = LongestAnswer;
                break;
        }
        if (input.Required || input.Type == "email")
            element["errorMessage"] = AdaptiveText.Escape(input.Type == "email" ? texts.NotEmail : texts.Required(input.Label));
        return element;
    }

    private static JsonNode Choice(string option) => new JsonObject { ["title"] = AdaptiveText.Escape(option), ["value"] = option };
}
