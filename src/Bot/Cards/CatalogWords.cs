using System.Globalization;

namespace EzSolutions.Bot.Cards;

/// <summary>Catalogue words as people write them: <c>debian-12</c> is Debian 12, <c>new-york</c> is New York.</summary>
internal static class CatalogWords
{
    public static string Display(string os)
    {
        var words = os.Replace('-', ' ').Replace('_', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Select(w => w switch
        {
            "almalinux" or "alma" => "AlmaLinux",
            "rocky" or "rockylinux" => "Rocky Linux",
            "centos" => "CentOS",
            "opensuse" => "openSUSE",
            "lts" => "LTS",
            _ => char.ToUpper(w[0], CultureInfo.InvariantCulture) + w[1..],
        }));
    }

    /// <summary>The offered system that was meant: exactly, or the only or newest one of a bare name ("ubuntu").</summary>
    public static string? Match(string typed, IReadOnlyList<string> offered)
    {
        var wanted = Plain(typed);
        return offered.FirstOrDefault(o => Plain(o) == wanted)
            ?? (wanted.Length < 3 ? null : offered.Where(o => Plain(o).StartsWith(wanted, StringComparison.Ordinal) || wanted.StartsWith(Plain(o), StringComparison.Ordinal))
                .OrderByDescending(o => o, StringComparer.Ordinal).FirstOrDefault());
    }

    public static bool Same(string one, string other) => Plain(one) == Plain(other);

    private static string Plain(string os) => new([.. os.ToLowerInvariant().Where(char.IsLetterOrDigit)]);
}
