using System.Text;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Domain.Tests.Conversations;

public sealed class MessageTextTests
{
    [Theory]
    [InlineData("a\u0000b\u0007c\u001b[31m", "abc[31m")]
    [InlineData("line\r\nnext\tcell", "line\nnext\tcell")]
    [InlineData("  spaced  ", "spaced")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    [InlineData("e\u0301", "\u00e9")]
    public void Text_is_cleaned_and_kept_as_text(string raw, string kept) => MessageText.Accept(raw).Value.ShouldBe(kept);

    [Fact]
    public void A_lone_surrogate_is_replaced() => MessageText.Accept("a" + '\ud83d' + "b").Value.ShouldBe("a\ufffdb");

    [Fact]
    public void A_whole_emoji_stays() => MessageText.Accept("👩‍💻").Value.ShouldBe("👩‍💻");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \u0000\u0001\n ")]
    public void Nothing_is_refused(string? raw) => MessageText.Accept(raw).Error.ShouldBe(ConversationErrors.MessageEmpty);

    [Fact]
    public void Exactly_eight_kilobytes_are_accepted() =>
        Encoding.UTF8.GetByteCount(MessageText.Accept(new string('é', 4096)).Value).ShouldBe(8192);

    [Theory]
    [InlineData(8193, 'a')]
    [InlineData(4097, 'é')]
    [InlineData(1_000_000, 'a')]
    public void More_than_eight_kilobytes_are_refused(int length, char letter) =>
        MessageText.Accept(new string(letter, length)).Error.ShouldBe(ConversationErrors.MessageTooLong);

    [Fact]
    public void Shortening_cuts_no_character_in_two() => MessageText.Shorten("abc😀def", 5).ShouldBe("abc…");
}
