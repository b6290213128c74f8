using System.Globalization;

namespace EzSolutions.Application.Common.Texts;

/// <summary>
/// One text with its holes, in the part of ICU's message format that we need: <c>{name}</c>, <c>{count, plural, =0 {…} one {…} other {…}}</c> and
/// <c>{kind, select, a {…} other {…}}</c>; <c>#</c> in a plural is the number. Braces are not to be had as text, and an apostrophe is one.
/// </summary>
public sealed class MessagePattern
{
    private readonly IReadOnlyList<Part> _parts;

    private MessagePattern(IReadOnlyList<Part> parts) => _parts = parts;

    /// <summary>The names of the holes, those inside of choices included.</summary>
    public IReadOnlySet<string> Holes => Named(_parts).ToHashSet(StringComparer.Ordinal);

    /// <exception cref="FormatException">It is not well formed; the message says where.</exception>
    public static MessagePattern Parse(string text)
    {
        var at = 0;
        var parts = Parts(text, ref at, inside: false);
        return new MessagePattern(parts);
    }

    public string Format(IReadOnlyList<(string Name, object? Value)> values, CultureInfo culture)
    {
        if (_parts is [Part.Literal all])
        {
            return all.Text;
        }

        var written = new System.Text.StringBuilder();
        Write(written, _parts, values, culture, null);
        return written.ToString();
    }

    private static void Write(
        System.Text.StringBuilder written, IReadOnlyList<Part> parts, IReadOnlyList<(string Name, object? Value)> values, CultureInfo culture, object? counted)
    {
        foreach (var part in parts)
        {
            switch (part)
            {
                case Part.Literal literal:
                    written.Append(literal.Text);
                    break;
                case Part.Count:
                    written.Append(Shown(counted, culture));
                    break;
                case Part.Hole hole:
                    written.Append(Shown(Value(values, hole.Name), culture));
                    break;
                case Part.Choice choice:
                    var value = Value(values, choice.Name);
                    Write(written, choice.Of(value, culture), values, culture, choice.IsPlural ? value : counted);
                    break;
            }
        }
    }

    private static object? Value(IReadOnlyList<(string Name, object? Value)> values, string name)
    {
        foreach (var (known, value) in values)
        {
            if (known == name)
            {
                return value;
            }
        }

        // A hole that nobody fills shows itself; the tests know every one.
        return "{" + name + "}";
    }

    private static string Shown(object? value, CultureInfo culture) => value switch
    {
        null => string.Empty,
        string text => text,
        int or long => ((IFormattable)value).ToString("N0", culture),
        IFormattable other => other.ToString(null, culture),
        _ => value.ToString() ?? string.Empty,
    };

    private static IEnumerable<string> Named(IEnumerable<Part> parts) => parts.SelectMany(p => p switch
    {
        Part.Hole hole => [hole.Name],
        Part.Choice choice => choice.Options.Values.SelectMany(Named).Prepend(choice.Name),
        _ => Enumerable.Empty<string>(),
    });

    private static List<Part> Parts(string text, ref int at, bool inside)
    {
        var parts = new List<Part>();
        var from = at;
        while (at < text.Length && !(inside && text[at] == '}'))
        {
            switch (text[at])
            {
                case '}':
                    throw new FormatException($"A brace too many at {at} of \"{text}\".");
                case '{' or '#' when text[at] == '{' || inside:
                    Literal(parts, text, from, at);
                    parts.Add(text[at] == '{' ? Hole(text, ref at) : new Part.Count());
                    at++;
                    from = at;
                    break;
                default:
                    at++;
                    break;
            }
        }

        Literal(parts, text, from, at);
        return parts;
    }

    private static void Literal(List<Part> parts, string text, int from, int to)
    {
        if (to > from)
        {
            parts.Add(new Part.Literal(text[from..to]));
        }
    }

    /// <summary>From an opening brace; ends on its closing one.</summary>
    private static Part Hole(string text, ref int at)
    {
        at++;
        var end = text.AsSpan(at).IndexOfAny(',', '}');
        if (end < 0)
        {
            throw new FormatException($"An open brace at {at - 1} of \"{text}\".");
        }

        var name = Name(text, text[at..(at + end)]);
        at += end;
        if (text[at] == '}')
        {
            return new Part.Hole(name);
        }

        var comma = text.IndexOf(',', ++at);
        var kind = comma < 0 ? string.Empty : text[at..comma].Trim();
        if (kind is not ("plural" or "select"))
        {
            throw new FormatException($"\"{name}\" is neither plural nor select in \"{text}\".");
        }

        at = comma + 1;
        return new Part.Choice(name, kind == "plural", Options(text, ref at));
    }

    private static Dictionary<string, IReadOnlyList<Part>> Options(string text, ref int at)
    {
        var options = new Dictionary<string, IReadOnlyList<Part>>(StringComparer.Ordinal);
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at < text.Length && text[at] == '}')
            {
                return options.ContainsKey("other") ? options : throw new FormatException($"A choice without \"other\" in \"{text}\".");
            }

            var open = at >= text.Length ? -1 : text.IndexOf('{', at);
            if (open < 0)
            {
                throw new FormatException($"An unfinished choice in \"{text}\".");
            }

            var key = text[at..open].Trim();
            at = open + 1;
            options[key] = Parts(text, ref at, inside: true);
            if (at >= text.Length)
            {
                throw new FormatException($"An unfinished choice in \"{text}\".");
            }

            at++;
        }
    }

    private static string Name(string text, string name) =>
        name.Trim() is { Length: > 0 } trimmed && trimmed.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? trimmed : throw new FormatException($"\"{name}\" is no name in \"{text}\".");

    private abstract record Part
    {
        private Part()
        {
        }

        public sealed record Literal(string Text) : Part;

        public sealed record Hole(string Name) : Part;

        /// <summary>The number that the plural around it is about.</summary>
        public sealed record Count : Part;

        public sealed record Choice(string Name, bool IsPlural, IReadOnlyDictionary<string, IReadOnlyList<Part>> Options) : Part
        {
            public IReadOnlyList<Part> Of(object? value, CultureInfo culture)
            {
                var key = IsPlural && value is int or long
                    ? Options.ContainsKey(Exactly(value)) ? Exactly(value) : PluralForms.Of(culture, Convert.ToInt64(value, CultureInfo.InvariantCulture))
                    : Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
                return Options.GetValueOrDefault(key) ?? Options["other"];
            }

            private static string Exactly(object value) => "=" + Convert.ToString(value, CultureInfo.InvariantCulture);
        }
    }
}
