using System.Text;
using EzSolutions.Sandbox.Mail;

namespace EzSolutions.Contract.Tests.Sandbox.Mail;

public sealed class MimeMessageTests
{
    [Theory]
    [InlineData("=?utf-8?B?R3LDvMOfZQ==?=", "Grüße")]
    [InlineData("=?iso-8859-1?Q?Gr=FC=DFe_an?= =?utf-8?q?_Ann?=", "Grüße an Ann")]
    [InlineData("plain", "plain")]
    public void Encoded_words_are_read(string header, string expected) => EncodedWord.Decode(header).ShouldBe(expected);

    [Fact]
    public void Nested_parts_are_walked_and_a_preamble_is_left_out()
    {
        var raw = """
            Subject: folded
             subject
            Content-Type: multipart/mixed; boundary="out;er"

            preamble
            --out;er
            Content-Type: multipart/alternative; boundary=inner

            --inner
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            a=C3=A4 soft=
             break
            --inner
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: base64

            PGI+w6Q8L2I+
            --inner--
            --out;er
            Content-Type: application/pdf
            Content-Disposition: attachment; filename="a.pdf"

            x
            --out;er--
            """;
        var message = MimeMessage.Parse(Encoding.UTF8.GetBytes(raw));
        message.Subject.ShouldBe("folded subject");
        message.Text.ShouldBe("aä soft break");
        message.Html.ShouldBe("<b>ä</b>");
        message.Attachments.ShouldBe(["a.pdf"]);
    }
}
