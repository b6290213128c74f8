using EzSolutions.Application.Billing.Documents;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using EzSolutions.Infrastructure.Billing.Documents;
using Microsoft.Extensions.Options;
using PdfSharp.Pdf.IO;

namespace EzSolutions.Integration.Tests.Billing;

/// <summary>Invoices and credit notes as PDF: every script, many pages, the payment code.</summary>
public sealed class DocumentTests
{
    private static readonly Currency Eur = Currency.Of("EUR");
    private readonly DocumentPrinter _printer = new(Options.Create(new PrintOptions()));
    private readonly TextRuns _runs = new(new DocumentFonts(DocumentFonts.Folder));

    [Theory]
    [InlineData("Grüße aus Łódź, Ελλάδα и Москва", "Noto Sans")]
    [InlineData("प्रिया शर्मा", "Noto Sans")]
    [InlineData("محمد الفارسي", "Noto Sans Arabic")]
    [InlineData("דוד כהן", "Noto Sans Hebrew")]
    [InlineData("山田太郎", "Kosugi")]
    [InlineData("ราชอาณาจักรไทย", "Noto Sans Thai")]
    [InlineData("김철수", "Nanum Gothic")]
    public void Name_in_any_script_has_a_font_that_draws_it(string name, string family)
    {
        var fonts = new DocumentFonts(DocumentFonts.Folder);
        foreach (var run in _runs.Of(name))
            fonts.Face(run.Family, bold: false).Shape(run.Text).ShouldAllBe(sign => sign.GlyphIndex != 0, $"{run.Text} in {run.Family}");
        _runs.Of(name)[0].Family.ShouldBe(family);
    }

    [Fact]
    public void Arabic_letters_take_the_form_of_their_place_and_run_from_the_right()
    {
        var arabic = new DocumentFonts(DocumentFonts.Folder).Face("Noto Sans Arabic", bold: false);
        var signs = arabic.Shape("بيت");
        signs[^1].GlyphIndex.ShouldBe(arabic.Shape("ب\u0640")[^1].GlyphIndex);
        signs[^1].GlyphIndex.ShouldNotBe(arabic.Shape("ب")[0].GlyphIndex);
        signs[0].GlyphIndex.ShouldBe(arabic.Shape("\u0640ت")[0].GlyphIndex);
    }

    [Fact]
    public void Devanagari_syllable_becomes_fewer_signs_than_letters() =>
        new DocumentFonts(DocumentFonts.Folder).Face("Noto Sans", bold: false).Shape("क्ष").Length.ShouldBe(1);

    [Fact]
    public void Right_to_left_name_in_a_left_to_right_line_keeps_its_place()
    {
        var runs = _runs.Of("Order of דוד כהן, 5 items");
        runs.Select(r => r.RightToLeft).ShouldBe([false, true, false]);
        runs[1].Text.ShouldStartWith("דוד");
    }

    [Fact]
    public void Many_lines_take_many_pages()
    {
        var pdf = _printer.Print(Document([.. Enumerable.Range(1, 120).Select(i => Line($"VPS M, server {i}"))]));
        using var read = PdfReader.Open(new MemoryStream(pdf), PdfDocumentOpenMode.Import);
        read.PageCount.ShouldBeInRange(4, 8);
        read.Info.Title.ShouldBe("Invoice INV-2026-000001");
    }

    [Theory]
    [InlineData("en", "Description", "Billed to", "Page 1 of 1")]
    [InlineData("de-AT", "Beschreibung", "Rechnung an", "Seite 1 von 1")]
    [InlineData("es", "Descripción", "Facturado a", "Página 1 de 1")]
    [InlineData("hi", "विवरण", "बिल प्राप्तकर्ता", "पृष्ठ 1 / 1")]
    public void Labels_are_drawn_in_the_language_of_the_document(string locale, string boldHeading, string label, string foot)
    {
        var page = DrawnSigns(_printer.Print(Document([Line("VPS M")], locale: locale)));

        Draws(page, boldHeading, bold: true).ShouldBeTrue(page);
        Draws(page, label).ShouldBeTrue(page);
        Draws(page, foot).ShouldBeTrue(page);
    }

    [Theory]
    [InlineData("en", "€11.00")]
    [InlineData("de", "11,00 €")]
    public void Amounts_are_drawn_as_the_documents_readers_write_them(string locale, string amount) =>
        Draws(DrawnSigns(_printer.Print(Document([Line("VPS M")], locale: locale))), amount).ShouldBeTrue();

    [Fact]
    public void Hostile_names_are_printed_as_the_text_they_are()
    {
        var party = new InvoiceParty("<script>\u0000\u202e" + new string('W', 400), "(\\) Tj ET", ["\ud800 broken", "😀 street"], "DE", "x@example.com", []);
        _printer.Print(Document([Line(new string('x', 3_000))], party)).Length.ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public void Euro_invoice_to_a_bank_account_has_the_code_of_european_banks()
    {
        var seller = new InvoiceParty("Shop GmbH", null, [], "DE", null, []) { Bank = new InvoiceBank("Shop GmbH", "DE89 3704 0044 0532 0130 00", "COBADEFFXXX", null) };
        PaymentCodes.For(seller, new Money(12_345, Eur), "INV-2026-000001", DocumentTexts.For("en"))!.Payload.ShouldBe(
            "BCD\n002\n1\nSCT\nCOBADEFFXXX\nShop GmbH\nDE89370400440532013000\nEUR123.45\n\n\nINV-2026-000001");
        PaymentCodes.For(seller, new Money(12_345, Currency.Usd), "INV-2026-000001", DocumentTexts.For("en")).ShouldBeNull();
        PaymentCodes.For(seller, Money.Zero(Eur), "INV-2026-000001", DocumentTexts.For("en")).ShouldBeNull();
    }

    [Fact]
    public void Rupee_invoice_has_the_code_of_upi_apps()
    {
        var seller = new InvoiceParty("Shop & Co", null, [], "IN", null, []) { UpiId = "shop@bank" };
        PaymentCodes.For(seller, new Money(49_900, Currency.Of("INR")), "INV-2026-000007", DocumentTexts.For("en"))!.Payload.ShouldBe(
            "upi://pay?pa=shop%40bank&pn=Shop%20%26%20Co&am=499.00&cu=INR&tn=INV-2026-000007");
    }

    /// <summary>Western letters are drawn as such, all others by the numbers of their signs.</summary>
    private bool Draws(string page, string text, bool bold = false) => page.Contains($"({text})", StringComparison.Ordinal) || page.Contains(Signs(text, bold), StringComparison.Ordinal);

    /// <summary>What the first page's stream draws.</summary>
    private static string DrawnSigns(byte[] pdf)
    {
        using var read = PdfReader.Open(new MemoryStream(pdf), PdfDocumentOpenMode.Import);
        return string.Concat(read.Pages[0].Contents.Elements.Select(e => System.Text.Encoding.Latin1.GetString(
            ((PdfSharp.Pdf.PdfDictionary)((PdfSharp.Pdf.Advanced.PdfReference)e).Value).Stream.UnfilteredValue)));
    }

    private string Signs(string text, bool bold) => string.Concat(
        _runs.Of(text).SelectMany(run => new DocumentFonts(DocumentFonts.Folder).Face(run.Family, bold).Shape(run.Text)).Select(sign => sign.GlyphIndex.ToString("X4", null)));

    private static DocumentLine Line(string description) => new(description, "HSN/SAC 998315", 1, "VAT 19%", new Money(1_100, Eur), new Money(209, Eur));

    internal static BillingDocument Document(IReadOnlyList<DocumentLine> lines, InvoiceParty? billedTo = null, string? locale = null) => new(
        DocumentTexts.For(locale), "Invoice", "INV-2026-000001", new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        new InvoiceParty("EZ Solutions Demo GmbH", null, ["Musterstraße 1", "60311 Frankfurt am Main", "DE"], "DE", "billing@ez-solutions.example", ["VAT DE111111125"]),
        billedTo ?? new InvoiceParty("प्रिया शर्मा", "山田太郎 株式会社", ["12 MG Road", "محمد الفارسي", "דוד כהן", "560001 Bengaluru"], "IN", "priya@example.com", ["GSTIN 29ABCDE1234F1Z5"]),
        [new("Number", "INV-2026-000001"), new("Date", "1 March 2026"), new("Due", "15 March 2026"), new("Order", "ORD-2026-000001")],
        lines, [new DocumentTax("VAT 19%", 19, new Money(2_200, Eur), new Money(418, Eur))],
        [new("Subtotal", "€22.00"), new("Tax", "€4.18"), new("Total", "€26.18"), new("Amount due", "€26.18")], null,
        ["Reverse charge: the customer accounts for the tax.", "Thank you for trying EZ Solutions."],
        new PaymentCode("BCD\n002\n1\nSCT\nCOBADEFFXXX\nShop GmbH\nDE89370400440532013000\nEUR26.18\n\n\nINV-2026-000001", "Scan with your banking app to pay by transfer"));
}
