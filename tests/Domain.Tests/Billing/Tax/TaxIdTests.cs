using EzSolutions.Domain.Billing.Tax;

namespace EzSolutions.Domain.Tests.Billing.Tax;

public sealed class TaxIdTests
{
    /// <summary>Published examples of each member state's own rule, in every form it has.</summary>
    public static readonly TheoryData<string, string> Genuine = new()
    {
        { "AT", "ATU13585627" }, { "AT", "U 1358 5627" },
        { "BE", "BE0428759497" }, { "BE", "0428.759.497" },
        { "BG", "BG101004508" }, { "BG", "BG175074752" }, { "BG", "BG7523169263" }, { "BG", "BG8032056031" }, { "BG", "BG7542011030" }, { "BG", "BG7111042925" },
        { "CY", "CY10259033P" },
        { "CZ", "CZ25123891" }, { "CZ", "CZ46505334" }, { "CZ", "CZ7103192745" }, { "CZ", "CZ640903926" }, { "CZ", "CZ395601439" },
        { "DE", "DE136695976" }, { "DE", "136 695 976" }, { "DE", "DE111111125" },
        { "DK", "DK13585628" },
        { "EE", "EE100931558" }, { "EE", "EE100594102" },
        { "ES", "ESA13585625" }, { "ES", "ESB83871236" }, { "ES", "ES54362315K" }, { "ES", "ESX2482300W" }, { "ES", "ESX5253868R" }, { "ES", "ESM1234567L" }, { "ES", "ESJ99216582" },
        { "FI", "FI20774740" }, { "FI", "FI09853608" },
        { "FR", "FR40303265045" }, { "FR", "FR23334175221" }, { "FR", "FR83404833048" }, { "FR", "FRK7399859412" }, { "FR", "FR4Z123456782" },
        { "GB", "GB980780684" }, { "GB", "GB802311782" },
        { "GR", "EL094259216" }, { "GR", "094259216" },
        { "HR", "HR33392005961" },
        { "HU", "HU12892312" }, { "HU", "HU10597190" },
        { "IE", "IE6433435F" }, { "IE", "IE6433435OA" }, { "IE", "IE8D79739I" }, { "IE", "IE8Z49289F" },
        { "IT", "IT00743110157" },
        { "LT", "LT119511515" }, { "LT", "LT100001919017" }, { "LT", "LT100004801610" },
        { "LU", "LU15027442" }, { "LU", "LU10000356" },
        { "LV", "LV40003521600" }, { "LV", "LV16117519997" }, { "LV", "LV40003009497" },
        { "MT", "MT11679112" }, { "MT", "MT15121333" },
        { "NL", "NL004495445B01" }, { "NL", "NL010000446B01" }, { "NL", "NL123456789B13" },
        { "PL", "PL8567346215" },
        { "PT", "PT501964843" }, { "PT", "PT502757191" },
        { "RO", "RO18547290" }, { "RO", "RO24736200" },
        { "SE", "SE123456789701" }, { "SE", "SE556188840401" },
        { "SI", "SI50223054" }, { "SI", "SI15012557" },
        { "SK", "SK2022749619" }, { "SK", "SK2021853504" },
        { "IN", "27AAPFU0939F1ZV" }, { "IN", "27 aapfu 0939 f1zv" }, { "IN", "29AAGCB7383J1Z4" },
    };

    public static TheoryData<string> MemberStates => [.. EuMembers.All];

    [Theory]
    [MemberData(nameof(Genuine))]
    public void M10_A_genuine_number_is_brought_to_its_normal_form(string country, string text)
    {
        var parsed = TaxIds.Parse(text, country);
        parsed.Error.ShouldBeNull();
        parsed.Value.Country.ShouldBe(country);
        TaxIds.Parse(parsed.Value.Number, country).Value.ShouldBe(parsed.Value);
        TaxIds.IsEuVatOf(parsed.Value.Number, country).ShouldBe(EuMembers.Contains(country));
    }

    [Theory]
    [MemberData(nameof(MemberStates))]
    public void M10_Every_member_state_is_checked(string country) => Genuine.Select(row => row[0]).ShouldContain(country);

    [Theory]
    [MemberData(nameof(Genuine))]
    public void M10_A_wrong_last_digit_is_noticed(string country, string text)
    {
        // The Dutch, Swedish, Belgian and Irish forms end in characters that their check does not cover alone; their whole check is tried below.
        var number = TaxIds.Parse(text, country).Value.Number;
        if (country is "NL" or "SE" or "ES" || !char.IsAsciiDigit(number[^1]) || IsBirthNumber(country, number))
            return;
        var others = Enumerable.Range(0, 10).Select(d => number[..^1] + d).Where(n => n != number).ToList();
        others.Count(n => TaxIds.Parse(n, country).IsSuccess).ShouldBeLessThanOrEqualTo(country == "BG" ? 3 : 0);
    }

    [Theory]
    [InlineData("DE", "DE136695978")]
    [InlineData("DE", "DE13669597")]
    [InlineData("DE", "ATU13585627")]
    [InlineData("NL", "NL010000436B01")]
    [InlineData("SE", "SE556188840501")]
    [InlineData("SE", "SE556188840400")]
    [InlineData("ES", "ESA13585626")]
    [InlineData("ES", "ES54362315Z")]
    [InlineData("IE", "IE6433435E")]
    [InlineData("CY", "CY12000139V")]
    [InlineData("CZ", "CZ640903927")]
    [InlineData("IN", "27AAPFU0939F1ZX")]
    [InlineData("IN", "00AAPFU0939F1ZV")]
    [InlineData("IN", "27AAPFU0939F1Z")]
    [InlineData("IN", "27AAPFU0939F1ZV1")]
    [InlineData("FR", "")]
    [InlineData("FR", "FR' OR 1=1 --")]
    [InlineData("US", "1")]
    [InlineData("US", "123456789012345678901")]
    [InlineData("DE", "DE١٣٦٦٩٥٩٧٦")]
    public void M10_A_malformed_number_is_refused_by_its_code(string country, string text) =>
        TaxIds.Parse(text, country).Error!.Code.ShouldBe("tax_id_invalid");

    [Fact]
    public void M10_A_GSTIN_names_its_state() => TaxIds.Parse("27AAPFU0939F1ZV", "IN").Value.Region.ShouldBe("MH");

    [Fact]
    public void M10_One_states_number_is_not_anothers()
    {
        TaxIds.IsEuVatOf("DE136695976", "AT").ShouldBeFalse();
        TaxIds.IsEuVatOf("136695976", "DE").ShouldBeFalse();
        TaxIds.IsEuVatOf("GB980780684", "GB").ShouldBeFalse();
        TaxIds.IsEuVatOf(null, "DE").ShouldBeFalse();
    }

    private static bool IsBirthNumber(string country, string number) => country == "CZ" && number.Length == 11 && number[2] != '6';
}
