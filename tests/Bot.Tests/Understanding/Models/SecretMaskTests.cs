using EzSolutions.Bot.Understanding.Models;

namespace EzSolutions.Bot.Tests.Understanding.Models;

/// <summary>P07: what a model never sees.</summary>
public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("the code is 123456", "123456")]
    [InlineData("123 456", "123 456")]
    [InlineData("my otp 987-654 thanks", "987-654")]
    [InlineData("card 4242 4242 4242 4242 exp 12/27 cvc 123", "4242 4242 4242 4242")]
    [InlineData("card 4242 4242 4242 4242 exp 12/27 cvc 123", "cvc 123")]
    [InlineData("4242-4242-4242-4242", "4242-4242")]
    [InlineData("378282246310005", "378282246310005")]
    [InlineData("my password is hunter2", "hunter2")]
    [InlineData("pw: Tr0ub4dor&3!", "Tr0ub4dor")]
    [InlineData("Password=\"s3cret\"", "s3cret")]
    [InlineData("das passwort: geheim", "geheim")]
    [InlineData("use token ghp_abcdefghijklmnop1234", "ghp_abcdefghijklmnop1234")]
    [InlineData("sk_live_51abcdefGHIJKL", "sk_live_51abcdefGHIJKL")]
    [InlineData("AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE")]
    [InlineData("bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "eyJhbGciOiJIUzI1NiJ9")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1r\n-----END OPENSSH PRIVATE KEY-----", "b3BlbnNzaC1r")]
    [InlineData("refund to DE89 3704 0044 0532 0130 00 please", "3704 0044")]
    [InlineData("it says 9f86d081884c7d659a2feaa0c55ad015", "9f86d081884c7d659a2feaa0c55ad015")]
    [InlineData("open https://shop.example/link/Zk3x9QmT7vB2nL5cR8wY1a", "Zk3x9QmT7vB2nL5cR8wY1a")]
    public void Secrets_are_hidden(string text, string secret)
    {
        var masked = SecretMask.Of(text);
        masked.ShouldNotContain(secret);
        masked.ShouldContain(SecretMask.Mark);
    }

    [Theory]
    [InlineData("pay INV-2026-000123 and ORD-2026-000045")]
    [InlineData("i need a vps with 4 gigs and 80 gb in frankfurt")]
    [InlineData("is my-long-domain-name-for-a-shop.example.com free?")]
    [InlineData("i forgot my password")]
    [InlineData("reset the password of web1")]
    [InlineData("add 1250.50 EUR")]
    [InlineData("my server 192.0.2.10 is down since 12:30")]
    public void What_is_no_secret_stays(string text) => SecretMask.Of(text).ShouldBe(text);

    [Fact]
    public void Long_texts_are_masked_in_reasonable_time() =>
        SecretMask.Of(string.Concat(Enumerable.Repeat("password 4 a1-", 2000))).ShouldContain(SecretMask.Mark);
}
