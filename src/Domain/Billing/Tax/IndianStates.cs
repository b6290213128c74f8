using System.Collections.Frozen;

namespace EzSolutions.Domain.Billing.Tax;

/// <summary>India's states and union territories: the two digits that begin a GSTIN, the two letters (ISO 3166-2:IN) and the name.</summary>
public static class IndianStates
{
    private static readonly FrozenDictionary<string, (string Letters, string Name)> ByDigits = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["01"] = ("JK", "Jammu and Kashmir"),
        ["02"] = ("HP", "Himachal Pradesh"),
        ["03"] = ("PB", "Punjab"),
        ["04"] = ("CH", "Chandigarh"),
        ["05"] = ("UK", "Uttarakhand"),
        ["06"] = ("HR", "Haryana"),
        ["07"] = ("DL", "Delhi"),
        ["08"] = ("RJ", "Rajasthan"),
        ["09"] = ("UP", "Uttar Pradesh"),
        ["10"] = ("BR", "Bihar"),
        ["11"] = ("SK", "Sikkim"),
        ["12"] = ("AR", "Arunachal Pradesh"),
        ["13"] = ("NL", "Nagaland"),
        ["14"] = ("MN", "Manipur"),
        ["15"] = ("MZ", "Mizoram"),
        ["16"] = ("TR", "Tripura"),
        ["17"] = ("ML", "Meghalaya"),
        ["18"] = ("AS", "Assam"),
        ["19"] = ("WB", "West Bengal"),
        ["20"] = ("JH", "Jharkhand"),
        ["21"] = ("OD", "Odisha"),
        ["22"] = ("CG", "Chhattisgarh"),
        ["23"] = ("MP", "Madhya Pradesh"),
        ["24"] = ("GJ", "Gujarat"),
        ["26"] = ("DH", "Dadra and Nagar Haveli and Daman and Diu"),
        ["27"] = ("MH", "Maharashtra"),
        ["29"] = ("KA", "Karnataka"),
        ["30"] = ("GA", "Goa"),
        ["31"] = ("LD", "Lakshadweep"),
        ["32"] = ("KL", "Kerala"),
        ["33"] = ("TN", "Tamil Nadu"),
        ["34"] = ("PY", "Puducherry"),
        ["35"] = ("AN", "Andaman and Nicobar Islands"),
        ["36"] = ("TS", "Telangana"),
        ["37"] = ("AP", "Andhra Pradesh"),
        ["38"] = ("LA", "Ladakh"),
        ["97"] = ("OT", "Other Territory"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> WithoutLegislature = new[] { "AN", "CH", "DH", "LA", "LD" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The letters for the first two digits of a GSTIN, or null.</summary>
    public static string? LettersOf(string digits) => ByDigits.TryGetValue(digits, out var state) ? state.Letters : null;

    /// <summary>The letters of a state given as letters, as digits or by its name, or null.</summary>
    public static string? Find(string? text)
    {
        var wanted = text?.Trim() ?? "";
        foreach (var (digits, (letters, name)) in ByDigits)
        {
            if (wanted == digits || wanted.Equals(letters, StringComparison.OrdinalIgnoreCase) || wanted.Equals(name, StringComparison.OrdinalIgnoreCase))
                return letters;
        }

        return null;
    }

    /// <summary>How GST law wants it on an invoice, e.g. <c>Kerala (32)</c>.</summary>
    public static string? PlaceOfSupply(string? letters)
    {
        var (digits, state) = ByDigits.FirstOrDefault(s => s.Value.Letters == letters);
        return digits is null ? null : $"{state.Name} ({digits})";
    }

    /// <summary>Where the second half of the tax is the Union's (UTGST), not a state's.</summary>
    public static bool IsUnionTerritoryWithoutLegislature(string? letters) => letters is not null && WithoutLegislature.Contains(letters);
}
