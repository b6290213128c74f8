using EzSolutions.Application.Billing.Documents;
using EzSolutions.Domain.Billing;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using QRCoder;

namespace EzSolutions.Infrastructure.Billing.Documents;

/// <summary>The layout: A4, parties and facts on the first page, the lines over as many pages as they need, then taxes, totals, notes and the payment code.</summary>
internal sealed class DocumentPages(PdfDocument pdf, PageText text, BillingDocument document, string? logo) : IDisposable
{
    private const double Left = 48;
    private const double Right = 547;
    private const double Top = 48;
    private const double Bottom = 780;
    private const double Leading = 13;

    private static readonly XBrush Ink = new XSolidBrush(XColor.FromArgb(0x1D, 0x24, 0x33));
    private static readonly XBrush Soft = new XSolidBrush(XColor.FromArgb(0x5A, 0x63, 0x78));
    private static readonly XBrush Accent = new XSolidBrush(XColor.FromArgb(0x2F, 0x4F, 0xC4));
    private static readonly XBrush Shade = new XSolidBrush(XColor.FromArgb(0xF1, 0xF3, 0xF9));
    private static readonly XPen Rule = new(XColor.FromArgb(0xD8, 0xDC, 0xE6), 0.6);

    private readonly DocumentTexts _texts = document.Texts;
    private readonly List<XGraphics> _pages = [];
    private double _y;

    private XGraphics Page => _pages[^1];

    public void Draw()
    {
        Begin();
        Heading();
        Parties();
        LineHeader();
        foreach (var line in document.Lines)
            Line(line);
        Ending();
        Numbers();
    }

    public void Dispose()
    {
        foreach (var page in _pages)
            page.Dispose();
    }

    private void Begin()
    {
        var page = pdf.AddPage();
        page.Size = PdfSharp.PageSize.A4;
        _pages.Add(XGraphics.FromPdfPage(page));
        _y = Top;
    }

    private void Room(double height, bool withHeader = false)
    {
        if (_y + height <= Bottom)
            return;
        Begin();
        text.Draw(Page, $"{document.Title} {document.Number}", Left, _y + 8, 9, Soft);
        _y += 26;
        if (withHeader)
            LineHeader();
    }

    private void Heading()
    {
        Page.DrawRectangle(Accent, Left, _y, Right - Left, 3);
        _y += 30;
        if (logo is not null)
        {
            using var image = XImage.FromFile(logo);
            var scale = Math.Min(160 / image.PointWidth, 48 / image.PointHeight);
            Page.DrawImage(image, Left, _y - 18, image.PointWidth * scale, image.PointHeight * scale);
        }
        else
        {
            text.Draw(Page, Fit(document.Seller.Name, 320, 17), Left, _y, 17, Ink, bold: true);
        }

        text.Draw(Page, document.Title, Right, _y, 22, Accent, bold: true, align: Align.Right);
        _y += 18;
        text.Draw(Page, document.Number, Right, _y, 10.5, Soft, align: Align.Right);
        if (document.Stamp is { } stamp)
            text.Draw(Page, stamp, Right, _y + 17, 11, Accent, bold: true, align: Align.Right);
        _y += 34;
    }

    private void Parties()
    {
        var top = _y;
        var left = Party(_texts.From, document.Seller, Left, top, 170);
        var middle = Party(_texts.BilledTo, document.BilledTo, Left + 185, top, 165);
        var right = top + 11;
        foreach (var fact in document.Facts)
        {
            text.Draw(Page, fact.Label, Left + 365, right, 8.5, Soft);
            text.Draw(Page, fact.Value, Right, right, 9, Ink, align: Align.Right);
            right += Leading + 1;
        }

        _y = Math.Max(right, Math.Max(left, middle)) + 18;
    }

    private double Party(string label, InvoiceParty party, double x, double y, double width)
    {
        text.Draw(Page, label, x, y + 11, 8.5, Soft);
        y += Leading + 2;
        foreach (var (line, bold) in Told(party))
        {
            foreach (var piece in text.Wrap(Page, line, width, 9.5, bold))
            {
                text.Draw(Page, piece, x, y + 11, 9.5, Ink, bold);
                y += Leading;
            }
        }

        return y;
    }

    private static IEnumerable<(string Text, bool Bold)> Told(InvoiceParty party)
    {
        if (party.Company is { } company)
            yield return (company, true);
        yield return (party.Name, party.Company is null);
        foreach (var line in party.Address)
            yield return (line, false);
        if (party.Email is { } email)
            yield return (email, false);
        foreach (var id in party.TaxIds)
            yield return (id, false);
    }

    private void LineHeader()
    {
        Page.DrawRectangle(Shade, Left, _y, Right - Left, 20);
        text.Draw(Page, _texts.Description, Left + 8, _y + 13.5, 8.5, Soft, bold: true);
        text.Draw(Page, _texts.Quantity, Left + 300, _y + 13.5, 8.5, Soft, bold: true, align: Align.Right);
        text.Draw(Page, _texts.Tax, Left + 400, _y + 13.5, 8.5, Soft, bold: true, align: Align.Right);
        text.Draw(Page, _texts.Amount, Right - 8, _y + 13.5, 8.5, Soft, bold: true, align: Align.Right);
        _y += 26;
    }

    private void Line(DocumentLine line)
    {
        var description = text.Wrap(Page, line.Description, 255, 9.5);
        var detail = line.Detail is { } small ? text.Wrap(Page, small, 255, 8) : [];
        var taxLabel = text.Wrap(Page, line.TaxLabel, 88, 8);
        var height = Math.Max((description.Count * Leading) + (detail.Count * 11), Leading + (taxLabel.Count * 11)) + 8;
        Room(height, withHeader: true);

        var y = _y + 10;
        if (line.Quantity is { } quantity)
            text.Draw(Page, _texts.Count(quantity), Left + 300, y, 9.5, Ink, align: Align.Right);
        text.Draw(Page, _texts.Money(line.Tax), Left + 400, y, 9.5, Ink, align: Align.Right);
        text.Draw(Page, _texts.Money(line.Net), Right - 8, y, 9.5, Ink, align: Align.Right);
        var small2 = y + 11;
        foreach (var piece in taxLabel)
        {
            text.Draw(Page, piece, Left + 400, small2, 8, Soft, align: Align.Right);
            small2 += 11;
        }

        foreach (var piece in description)
        {
            text.Draw(Page, piece, Left + 8, y, 9.5, Ink);
            y += Leading;
        }

        foreach (var piece in detail)
        {
            text.Draw(Page, piece, Left + 8, y - 1, 8, Soft);
            y += 11;
        }

        _y += height;
        Page.DrawLine(Rule, Left, _y - 3, Right, _y - 3);
    }

    private void Ending()
    {
        var rows = Math.Max(document.Taxes.Count + 1, document.Totals.Count);
        Room((rows * 15) + 24);
        var top = _y + 10;

        var y = top + 10;
        text.Draw(Page, _texts.Tax, Left + 8, y, 8.5, Soft, bold: true);
        text.Draw(Page, _texts.TaxedAmount, Left + 180, y, 8.5, Soft, bold: true, align: Align.Right);
        text.Draw(Page, _texts.Amount, Left + 260, y, 8.5, Soft, bold: true, align: Align.Right);
        foreach (var tax in document.Taxes)
        {
            y += 15;
            text.Draw(Page, Fit(tax.Label, 100, 9), Left + 8, y, 9, Ink);
            text.Draw(Page, _texts.Money(tax.Net), Left + 180, y, 9, Ink, align: Align.Right);
            text.Draw(Page, _texts.Money(tax.Tax), Left + 260, y, 9, Ink, align: Align.Right);
        }

        var right = top + 10;
        for (var i = 0; i < document.Totals.Count; i++)
        {
            var (total, last) = (document.Totals[i], i == document.Totals.Count - 1);
            if (last)
                Page.DrawLine(Rule, Left + 300, right - 11, Right, right - 11);
            text.Draw(Page, total.Label, Left + 308, right + (last ? 4 : 0), last ? 11 : 9.5, last ? Ink : Soft, bold: last);
            text.Draw(Page, total.Value, Right - 8, right + (last ? 4 : 0), last ? 11 : 9.5, Ink, bold: last, align: Align.Right);
            right += 15;
        }

        _y = Math.Max(y, right) + 24;
        Notes();
    }

    private void Notes()
    {
        const double Code = 88;
        if (document.PaymentCode is { } code)
        {
            Room(Code + 10);
            DrawCode(code, Right - Code, _y, Code);
        }

        var width = document.PaymentCode is null ? Right - Left : Right - Left - Code - 100;
        var y = _y;
        foreach (var note in document.Notes)
        {
            foreach (var piece in text.Wrap(Page, note, width, 9))
            {
                if (y + Leading > Bottom)
                {
                    Room(Bottom);
                    y = _y;
                }

                text.Draw(Page, piece, Left, y + 10, 9, Soft);
                y += Leading;
            }

            y += 5;
        }
    }

    private void DrawCode(PaymentCode code, double x, double y, double size)
    {
        using var data = QRCodeGenerator.GenerateQrCode(code.Payload, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
        var modules = data.ModuleMatrix;
        var unit = size / modules.Count;
        for (var row = 0; row < modules.Count; row++)
        {
            for (var column = 0; column < modules.Count; column++)
            {
                if (modules[row][column])
                    Page.DrawRectangle(XBrushes.Black, x + (column * unit), y + (row * unit), unit + 0.05, unit + 0.05);
            }
        }

        var caption = y + 20;
        foreach (var piece in text.Wrap(Page, code.Caption, 84, 8.5))
        {
            text.Draw(Page, piece, x - 8, caption, 8.5, Soft, align: Align.Right);
            caption += 11;
        }
    }

    private void Numbers()
    {
        for (var i = 0; i < _pages.Count; i++)
        {
            _pages[i].DrawLine(Rule, Left, 800, Right, 800);
            text.Draw(_pages[i], $"{document.Seller.Name}  ·  {document.Number}", Left, 813, 8, Soft);
            text.Draw(_pages[i], _texts.Page(i + 1, _pages.Count), Right, 813, 8, Soft, align: Align.Right);
        }
    }

    private string Fit(string line, double width, double size)
    {
        var lines = text.Wrap(Page, line, width, size, bold: true);
        return lines.Count > 1 ? lines[0] + "…" : line;
    }
}
