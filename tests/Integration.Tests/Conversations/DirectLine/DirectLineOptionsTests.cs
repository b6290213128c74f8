using EzSolutions.WebApi.Conversations.DirectLine;

namespace EzSolutions.Integration.Tests.Conversations.DirectLine;

/// <summary>What is set wrongly stops the start and says which setting.</summary>
public sealed class DirectLineOptionsTests
{
    [Fact]
    public void Nothing_set_is_fine() => new DirectLineOptionsValidator().Validate(null, new DirectLineOptions()).Succeeded.ShouldBeTrue();

    [Theory]
    [InlineData("", "https://shop.example", "DirectLine:Sites:shop:Secret")]
    [InlineData("short", "https://shop.example", "DirectLine:Sites:shop:Secret")]
    [InlineData("0123456789012345678901234567890123456789,short", "https://shop.example", "DirectLine:Sites:shop:Secret")]
    [InlineData("0123456789012345678901234567890123456789", "*", "DirectLine:Sites:shop:TrustedOrigins")]
    [InlineData("0123456789012345678901234567890123456789", "https://shop.example/path", "DirectLine:Sites:shop:TrustedOrigins")]
    [InlineData("0123456789012345678901234567890123456789,0123456789012345678901234567890123456789", "https://shop.example", "one secret for two sites")]
    public void Wrong_setting_is_named(string secret, string origin, string named)
    {
        var options = new DirectLineOptions();
        options.Sites["shop"] = new DirectLineSite { Secret = secret };
        options.Sites["shop"].TrustedOrigins.Add(origin);
        new DirectLineOptionsValidator().Validate(null, options).FailureMessage.ShouldNotBeNull().ShouldContain(named);
    }
}
