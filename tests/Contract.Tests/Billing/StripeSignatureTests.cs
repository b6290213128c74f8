using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EzSolutions.Infrastructure.Billing.Stripe;

namespace EzSolutions.Contract.Tests.Billing;

public sealed class StripeSignatureTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);
    private static readonly byte[] Body = """{"id":"evt_1"}"""u8.ToArray();

    [Fact]
    public void A_signature_over_the_raw_bytes_is_accepted_within_the_tolerance()
    {
        IsValid(Header(Now)).ShouldBeTrue();
        IsValid(Header(Now.AddSeconds(-300))).ShouldBeTrue();
        IsValid(Header(Now.AddSeconds(-301))).ShouldBeFalse();
        IsValid(Header(Now.AddSeconds(301))).ShouldBeFalse();
    }

    [Fact]
    public void While_a_secret_is_rotated_either_one_and_either_signature_counts()
    {
        var rotated = Header(Now, "whsec_old") + "," + Header(Now, "whsec_new").Split(',')[1];
        StripeSignature.IsValid(rotated, Body, ["whsec_new"], Now, TimeSpan.FromSeconds(300)).ShouldBeTrue();
        StripeSignature.IsValid(Header(Now, "whsec_old"), Body, ["whsec_new", "whsec_old"], Now, TimeSpan.FromSeconds(300)).ShouldBeTrue();
        StripeSignature.IsValid(rotated, Body, ["whsec_other"], Now, TimeSpan.FromSeconds(300)).ShouldBeFalse();
        StripeSignature.IsValid(rotated, Body, [], Now, TimeSpan.FromSeconds(300)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("t=1790000000")]
    [InlineData("v1=00")]
    [InlineData("t=abc,v1=00")]
    [InlineData("t=1790000000,v1=zz")]
    [InlineData("=,,==,t,v1")]
    public void Nonsense_is_refused(string? header) => IsValid(header).ShouldBeFalse();

    [Fact]
    public void Another_scheme_does_not_count() => IsValid(Header(Now).Replace("v1=", "v0=", StringComparison.Ordinal)).ShouldBeFalse();

    private static bool IsValid(string? header) => StripeSignature.IsValid(header, Body, ["whsec_1"], Now, TimeSpan.FromSeconds(300));

    private static string Header(DateTimeOffset at, string secret = "whsec_1")
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(timestamp + "."), .. Body];
        return $"t={timestamp},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }
}
