using System.Text.Json;
using System.Text.Json.Serialization;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Common.Json;

/// <summary>
/// How our types look as JSON, the same in the API, hubs, jobs and stored documents: camelCase, enums in snake_case, parts that are null
/// left out, a currency as its code.
/// </summary>
public static class DomainJson
{
    public static readonly JsonSerializerOptions Options = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
        options.Converters.Add(new CurrencyConverter());
        options.Converters.Add(new MoneyConverter());
        return options;
    }

    private sealed class CurrencyConverter : JsonConverter<Currency>
    {
        public override Currency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Currency.TryParse(reader.GetString(), out var currency) ? currency : throw new JsonException("Unknown currency.");

        public override void Write(Utf8JsonWriter writer, Currency value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code);
    }

    /// <summary><c>{"minorUnits":1200,"currency":"USD","text":"$12.00"}</c>; text is for display and ignored when read.</summary>
    private sealed class MoneyConverter : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var wire = JsonSerializer.Deserialize<MoneyWire>(ref reader, options) ?? throw new JsonException("An amount is missing.");
            return wire is { MinorUnits: { } units, Currency: { } currency } ? new Money(units, currency) : throw new JsonException("An amount has minorUnits and a currency.");
        }

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteNumber("minorUnits", value.MinorUnits);
            writer.WriteString("currency", value.Currency.Code);
            writer.WriteString("text", value.Display());
            writer.WriteEndObject();
        }

        private sealed record MoneyWire(long? MinorUnits, Currency? Currency);
    }
}
