using EzSolutions.Domain.Accounts;

namespace EzSolutions.Domain.Tests.Accounts;

public sealed class CustomerTests
{
    [Theory]
    [InlineData(null, "de", "de")]
    [InlineData("de-AT", "de", "de-AT")]
    [InlineData("de", "de-AT", "de-AT")]
    [InlineData("de-AT", "en", "en")]
    [InlineData("de-AT", "de-CH", "de-CH")]
    [InlineData("de", "<script>", "de")]
    [InlineData("de", null, "de")]
    public void A_language_without_a_region_leaves_the_region_and_what_is_no_tag_changes_nothing(string? before, string? spoken, string? expected)
    {
        EmailAddress.TryParse("anna@example.com", out var email).ShouldBeTrue();
        var customer = Customer.Create(Guid.CreateVersion7(), Guid.CreateVersion7(), email!, null, DateTimeOffset.UnixEpoch);
        customer.SpeakIn(before);

        customer.SpeakIn(spoken);

        customer.Locale.ShouldBe(expected);
    }
}
