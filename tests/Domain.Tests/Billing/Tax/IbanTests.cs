using EzSolutions.Domain.Billing.Tax;

namespace EzSolutions.Domain.Tests.Billing.Tax;

public sealed class IbanTests
{
    [Theory]
    [InlineData("DE89 3704 0044 0532 0130 00")]
    [InlineData("GB29NWBK60161331926819")]
    [InlineData("NO9386011117947")]
    [InlineData("MT84MALT011000012345MTLCAST001S")]
    public void A_published_example_is_one(string text) => Iban.IsValid(text).ShouldBeTrue();

    [Theory]
    [InlineData("DE89 3704 0044 0532 0130 01")]
    [InlineData("DE98 3704 0044 0532 0130 00")]
    [InlineData("DE89")]
    [InlineData("8937040044053201300000")]
    [InlineData("DE89-3704-0044-0532-0130-00")]
    [InlineData("")]
    [InlineData(null)]
    public void A_typing_mistake_is_noticed(string? text) => Iban.IsValid(text).ShouldBeFalse();
}
