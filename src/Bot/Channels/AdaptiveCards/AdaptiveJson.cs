using System.Text.Encodings.Web;
using System.Text.Json;

namespace EzSolutions.Bot.Channels.AdaptiveCards;

internal static class AdaptiveJson
{
    /// <summary>Letters stay letters: channels count characters. The JSON travels as application/json, never inside a page.</summary>
    public static JsonSerializerOptions Compact { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
