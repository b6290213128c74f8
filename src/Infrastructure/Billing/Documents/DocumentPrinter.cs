using EzSolutions.Application.Billing.Documents;
using Microsoft.Extensions.Options;
using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace EzSolutions.Infrastructure.Billing.Documents;

/// <inheritdoc />
internal sealed class DocumentPrinter(IOptions<PrintOptions> options) : IDocumentPrinter
{
    /// <summary>The library keeps one set of fonts for all documents of the process, and builds it while it draws.</summary>
    private static readonly Lock OneAtATime = new();

    private static readonly Lazy<DocumentFonts> Fonts = new(() =>
    {
        var fonts = new DocumentFonts(DocumentFonts.Folder);
        GlobalFontSettings.FontResolver = fonts;
        return fonts;
    });

    public byte[] Print(BillingDocument document)
    {
        lock (OneAtATime)
        {
            var fonts = Fonts.Value;
            using var pdf = new PdfDocument();
            pdf.Info.Title = $"{document.Title} {document.Number}";
            pdf.Language = document.Texts.Language;
            pdf.Info.Author = document.Seller.Name;
            pdf.Info.CreationDate = document.IssuedAt.UtcDateTime;
            var text = new PageText(new TextRuns(fonts), new TextShaping(fonts, pdf));
            using (var pages = new DocumentPages(pdf, text, document, options.Value.LogoFile))
                pages.Draw();
            using var file = new MemoryStream();
            pdf.Save(file, closeStream: false);
            return file.ToArray();
        }
    }
}
