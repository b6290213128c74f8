using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace EzSolutions.Sandbox.Pages;

/// <summary>Markup. Made from interpolated text, in which every value that is not markup itself is escaped.</summary>
internal readonly record struct Html(string Markup)
{
    public static readonly Html Empty = new("");

    public static Html Of(Template template) => new(template.ToMarkup());

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(p => p.Markup)));

    [InterpolatedStringHandler]
    internal readonly struct Template(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _markup = new(literalLength + (formattedCount * 16));

        public void AppendLiteral(string literal) => _markup.Append(literal);

        public void AppendFormatted(Html html) => _markup.Append(html.Markup);

        public void AppendFormatted(string? text) => _markup.Append(HtmlEncoder.Default.Encode(text ?? ""));

        public void AppendFormatted(int number) => _markup.Append(System.Globalization.CultureInfo.InvariantCulture, $"{number}");

        public string ToMarkup() => _markup.ToString();
    }
}
