using System.Collections.Frozen;
using EzSolutions.Bot.Cards;

namespace EzSolutions.Bot.Understanding;

/// <summary>Which places lie in a country or continent, nearest first: "eu" means Frankfurt where Frankfurt is what the catalogue offers.</summary>
internal static class Geography
{
    private const int MostWords = 6;

    private static readonly string[] Germany = ["frankfurt", "berlin", "nuremberg", "falkenstein", "munich", "hamburg", "dusseldorf"];
    private static readonly string[] Britain = ["london", "manchester", "slough"];
    private static readonly string[] Netherlands = ["amsterdam", "rotterdam"];
    private static readonly string[] France = ["paris", "marseille", "gravelines", "roubaix", "strasbourg"];
    private static readonly string[] Nordic = ["helsinki", "stockholm", "copenhagen", "oslo"];
    private static readonly string[] Europe =
        [.. Germany, .. Netherlands, .. France, "zurich", "vienna", "brussels", "warsaw", "prague", "milan", "madrid", "lisbon", "dublin", .. Nordic, .. Britain];

    private static readonly string[] UsEast = ["new york", "newark", "ashburn", "virginia", "boston", "atlanta", "miami", "chicago"];
    private static readonly string[] UsWest = ["los angeles", "san francisco", "san jose", "fremont", "seattle", "hillsboro", "oregon", "phoenix", "las vegas"];
    private static readonly string[] America = [.. UsEast, "dallas", .. UsWest, "toronto", "montreal"];
    private static readonly string[] India = ["mumbai", "bangalore", "bengaluru", "delhi", "chennai", "hyderabad", "pune", "kolkata"];
    private static readonly string[] Asia = ["singapore", .. India, "tokyo", "osaka", "hong kong", "seoul", "jakarta", "dubai"];

    private static readonly FrozenDictionary<string, string[]> Areas = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["germany"] = [.. Germany, .. Europe],
        ["deutschland"] = [.. Germany, .. Europe],
        ["german"] = [.. Germany, .. Europe],
        ["de"] = [.. Germany, .. Europe],
        ["europe"] = Europe,
        ["eu"] = Europe,
        ["european"] = Europe,
        ["european union"] = Europe,
        ["emea"] = Europe,
        ["uk"] = [.. Britain, .. Europe],
        ["united kingdom"] = [.. Britain, .. Europe],
        ["england"] = [.. Britain, .. Europe],
        ["britain"] = [.. Britain, .. Europe],
        ["netherlands"] = [.. Netherlands, .. Europe],
        ["holland"] = [.. Netherlands, .. Europe],
        ["france"] = [.. France, .. Europe],
        ["us"] = America,
        ["usa"] = America,
        ["america"] = America,
        ["united states"] = America,
        ["states"] = America,
        ["north america"] = America,
        ["us east"] = America,
        ["east coast"] = America,
        ["us west"] = [.. UsWest, .. America],
        ["west coast"] = [.. UsWest, .. America],
        ["nyc"] = America,
        ["ny"] = America,
        ["canada"] = ["toronto", "montreal", .. America],
        ["india"] = [.. India, .. Asia],
        ["bombay"] = ["mumbai"],
        ["bangalore"] = [.. India],
        ["delhi"] = [.. India],
        ["asia"] = Asia,
        ["apac"] = Asia,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Fillers = new[]
    {
        "in", "the", "to", "at", "near", "from", "for", "please", "pls", "region", "make", "it", "put", "run", "use", "i", "id", "want", "prefer", "rather", "actually", "no", "instead", "then", "somewhere", "change",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Cities = Areas.Values.SelectMany(places => places).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A place or area that a short answer names; null when it names none.</summary>
    public static string? Find(string text)
    {
        var words = Words(text);
        if (words.Length is 0 or > MostWords)
        {
            return null;
        }

        for (var length = Math.Min(2, words.Length); length > 0; length--)
        {
            for (var first = 0; first + length <= words.Length; first++)
            {
                var place = string.Join(' ', words[first..(first + length)]);
                if (Areas.ContainsKey(place) || Cities.Contains(place))
                {
                    return place;
                }
            }
        }

        return null;
    }

    /// <summary>The place, where a text says nothing else ("in the us please").</summary>
    public static string? Whole(string text)
    {
        string[] words = [.. Words(text).Where(w => !Fillers.Contains(w))];
        var place = string.Join(' ', words);
        return words.Length is > 0 and <= 2 && (Areas.ContainsKey(place) || Cities.Contains(place)) ? place : null;
    }

    /// <summary>The offered region that was meant: by its own name, else the nearest one of the area named.</summary>
    public static string? Match(string typed, IReadOnlyList<string> offered)
    {
        if (CatalogWords.Match(typed, offered) is { } exact)
        {
            return exact;
        }

        var area = string.Join(' ', Words(typed));
        return Areas.TryGetValue(area, out var places)
            ? places.Select(place => offered.FirstOrDefault(o => CatalogWords.Same(o, place))).FirstOrDefault(o => o is not null)
            : null;
    }

    private static string[] Words(string text) =>
        new string([.. text.Replace(".", "", StringComparison.Ordinal).ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
