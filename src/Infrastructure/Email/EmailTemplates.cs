using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using EzSolutions.Application.Common.Texts;
using HandlebarsDotNet;

namespace EzSolutions.Infrastructure.Email;

/// <summary>
/// How e-mails are laid out, as Handlebars files in <c>Templates/</c>: <c>name.text.hbs</c>, <c>name.html.hbs</c>. The words stand in
/// <c>Languages/</c>, one file a language, and are said by <c>{{say "key"}}</c>: a mail's own, or one of those that <c>every</c> mail has. Values are
/// escaped in HTML and taken as they are in text (C08). The HTML part, made from the text where it has no file of its own, is set into
/// <c>_layout.html.hbs</c>.
/// </summary>
internal sealed class EmailTemplates
{
    private const string Words = "$words";

    private static readonly Assembly Source = typeof(EmailTemplates).Assembly;
    private static readonly HashSet<string> Names = [.. Source.GetManifestResourceNames()];

    private readonly IHandlebars _html = Handlebars.Create();
    private readonly IHandlebars _text = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true });
    private readonly ConcurrentDictionary<string, HandlebarsTemplate<object, object>> _compiled = new(StringComparer.Ordinal);

    public EmailTemplates()
    {
        // <strong> around the values named, e.g. {{say "ready" strong="label"}}: what else is in them is text.
        _html.RegisterHelper("say", (output, context, arguments) => output.WriteSafeString(WordsOf(context).SayAsHtml((string)arguments[0]!, Strong(arguments))));
        _text.RegisterHelper("say", (output, context, arguments) => output.WriteSafeString(WordsOf(context).Say((string)arguments[0]!)));
    }

    /// <summary>What mails say.</summary>
    public static LanguageFiles Languages { get; } = new(Source);

    public static bool Exists(string name) => Names.Contains(Resource(name, "text"));

    /// <param name="locale">BCP 47 tag of the language it is written in.</param>
    public RenderedEmail Render(string name, Dictionary<string, JsonElement> model, string locale)
    {
        var values = model.ToDictionary(pair => pair.Key, pair => Plain(pair.Value), StringComparer.Ordinal);
        var words = new EmailWords(name, Languages.For(locale), [.. values.Select(v => (v.Key, v.Value))]);
        values[Words] = words;
        var subject = words.Say("subject").ReplaceLineEndings(" ").Trim();
        var text = Run(name, "text", values).Trim() + "\n";
        var body = Names.Contains(Resource(name, "html")) ? Run(name, "html", values) : TextAsHtml.Render(text);
        var page = new Dictionary<string, object?>(StringComparer.Ordinal) { ["subject"] = subject, ["body"] = body, ["language"] = words.Language, [Words] = words };
        return new RenderedEmail(subject, text, Run("_layout", "html", page));
    }

    private static string Resource(string name, string part) => $"EzSolutions.Infrastructure.Email.Templates.{name}.{part}.hbs";

    private static EmailWords WordsOf(Context context) => (EmailWords)((Dictionary<string, object?>)context.Value!)[Words]!;

    private static string[] Strong(Arguments arguments) =>
        arguments.Length > 1 && arguments[1] is IDictionary<string, object> named && named.TryGetValue("strong", out var names) ? ((string)names!).Split(',') : [];

    private static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.GetDecimal(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => value.EnumerateArray().Select(Plain).ToList(),
        JsonValueKind.Object => value.EnumerateObject().ToDictionary(p => p.Name, p => Plain(p.Value), StringComparer.Ordinal),
        _ => null,
    };

    private string Run(string name, string part, object values)
    {
        var template = _compiled.GetOrAdd(Resource(name, part), resource =>
        {
            using var stream = Source.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"Missing e-mail template {resource}.");
            using var reader = new StreamReader(stream);
            return (part == "html" ? _html : _text).Compile(reader.ReadToEnd());
        });
        return template(values);
    }
}

internal sealed record RenderedEmail(string Subject, string Text, string Html);
