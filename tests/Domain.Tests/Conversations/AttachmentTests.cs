using System.Text;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Domain.Tests.Conversations;

public sealed class AttachmentTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0];

    [Fact]
    public void The_type_is_what_the_bytes_say()
    {
        var stored = Store("invoice.html", Png).Value;
        stored.ContentType.ShouldBe("image/png");
        stored.Name.ShouldBe("invoice.png");
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd.txt")]
    [InlineData("C:\\temp\\a.txt", "a.txt")]
    [InlineData("\"; filename=x.exe", "filename=x.txt")]
    [InlineData("...", "file.txt")]
    [InlineData(null, "file.txt")]
    public void Only_the_stem_of_a_name_is_kept(string? name, string kept) => Store(name, "plain"u8.ToArray()).Value.Name.ShouldBe(kept);

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("  <!doctype html>")]
    [InlineData("\uFEFF<?xml version='1.0'?>")]
    [InlineData("MZ\u0000\u0003")]
    public void Markup_and_programs_are_refused(string content) =>
        Store("a.txt", Encoding.UTF8.GetBytes(content)).Error!.Code.ShouldBe("attachment_type_not_allowed");

    public static TheoryData<byte[]> Polyglots =>
    [
        [.. Png, .. "PK\u0003\u0004evil.class"u8, .. "PK\u0005\u0006"u8, .. new byte[18]],
        [.. "GIF89a"u8, .. new byte[100], .. "PK\u0005\u0006"u8, .. new byte[18 + 60_000]],
        [.. "%PDF-1.7\n"u8, .. "PK\u0005\u0006"u8, .. new byte[18]],
    ];

    [Theory]
    [MemberData(nameof(Polyglots))]
    public void A_picture_or_document_that_is_an_archive_too_is_refused(byte[] content) =>
        Store("holiday.png", content).Error!.Code.ShouldBe("attachment_type_not_allowed");

    [Theory]
    [InlineData("PK\u0003\u0004")]
    [InlineData("\u001f\u008b\u0008")]
    [InlineData("Rar!\u001a\u0007")]
    [InlineData("7z\u00bc\u00af\u0027\u001c")]
    [InlineData("BZh91AY&SY\u0000")]
    public void Archives_are_refused_unopened_whatever_they_would_unpack_to(string start) =>
        Store("a.png", [.. Encoding.Latin1.GetBytes(start), 0, 0, 0]).Error!.Code.ShouldBe("attachment_type_not_allowed");

    [Fact]
    public void A_wave_file_is_no_picture() =>
        Store("a.webp", [.. "RIFX"u8, 0, 0, 0, 0, .. "WEBP"u8]).Error!.Code.ShouldBe("attachment_type_not_allowed");

    [Fact]
    public void More_than_ten_megabytes_are_refused() =>
        Store("a.txt", new byte[Attachment.MaxBytes + 1]).Error!.Code.ShouldBe("attachment_too_large");

    private static Result<Attachment> Store(string? name, byte[] content) =>
        Attachment.Create(new EntryStamp(Guid.Empty, ConversationBuilder.Start), Guid.Empty, name, content);
}
