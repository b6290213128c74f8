using PdfSharp.Fonts;

namespace EzSolutions.Infrastructure.Billing.Documents;

/// <summary>
/// The fonts that documents are printed with. They lie beside the program (<c>fonts/</c>, put there by the build), so a document looks the same on every
/// machine. The first one has the scripts of Europe and Devanagari; the others are tried in turn for what it lacks.
/// </summary>
internal sealed class DocumentFonts : IFontResolver
{
    private static readonly (string Family, string Regular, string Bold)[] Files =
    [
        ("Noto Sans", "NotoSans_400Regular", "NotoSans_700Bold"),
        ("Noto Sans Arabic", "NotoSansArabic_400Regular", "NotoSansArabic_700Bold"),
        ("Noto Sans Hebrew", "NotoSansHebrew_400Regular", "NotoSansHebrew_700Bold"),
        ("Noto Sans Thai", "NotoSansThai_400Regular", "NotoSansThai_700Bold"),
        ("Noto Sans Bengali", "NotoSansBengali_400Regular", "NotoSansBengali_700Bold"),
        ("Noto Sans Tamil", "NotoSansTamil_400Regular", "NotoSansTamil_700Bold"),
        ("Kosugi", "Kosugi_400Regular", "Kosugi_400Regular"),
        ("ZCOOL XiaoWei", "ZCOOLXiaoWei_400Regular", "ZCOOLXiaoWei_400Regular"),
        ("Nanum Gothic", "NanumGothic_400Regular", "NanumGothic_700Bold"),
    ];

    private readonly Dictionary<string, ShapedFont> _faces = new(StringComparer.Ordinal);

    public DocumentFonts(string folder)
    {
        foreach (var (family, regular, bold) in Files)
        {
            _faces[Key(family, bold: false)] = Load(folder, regular);
            _faces[Key(family, bold: true)] = Load(folder, bold);
        }
    }

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "fonts");

    public static IEnumerable<string> Families => Files.Select(f => f.Family);

    public static string Main => Files[0].Family;

    public ShapedFont Face(string family, bool bold) => _faces[Key(family, bold)];

    public byte[] GetFont(string faceName) => _faces[faceName].File;

    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) =>
        _faces.ContainsKey(Key(familyName, isBold)) ? new FontResolverInfo(Key(familyName, isBold)) : null;

    private static string Key(string family, bool bold) => bold ? family + " Bold" : family;

    private static ShapedFont Load(string folder, string name)
    {
        var path = Path.Combine(folder, name + ".ttf");
        return File.Exists(path)
            ? new ShapedFont(File.ReadAllBytes(path))
            : throw new FileNotFoundException($"The font {name}.ttf is missing beside the program; build without -p:SkipFrontEnds=true once, or run `npm ci` first.", path);
    }
}
