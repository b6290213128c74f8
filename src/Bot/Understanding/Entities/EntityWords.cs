using System.Collections.Frozen;

namespace EzSolutions.Bot.Understanding.Entities;

/// <summary>The closed word lists of the grammars. All of them count as known words for spelling.</summary>
internal static class EntityWords
{
    public static readonly FrozenDictionary<string, int> Numbers = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["one"] = 1,
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["seven"] = 7,
        ["eight"] = 8,
        ["nine"] = 9,
        ["ten"] = 10,
        ["twelve"] = 12,
        ["sixteen"] = 16,
        ["twenty"] = 20,
        ["thirty"] = 30,
        ["thirtytwo"] = 32,
        ["fifty"] = 50,
        ["hundred"] = 100,
        ["a"] = 1,
        ["single"] = 1,
        ["dual"] = 2,
        ["double"] = 2,
        ["couple"] = 2,
        ["quad"] = 4,
        ["half"] = 0,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, int> Ordinals = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["first"] = 1,
        ["1st"] = 1,
        ["second"] = 2,
        ["2nd"] = 2,
        ["third"] = 3,
        ["3rd"] = 3,
        ["fourth"] = 4,
        ["4th"] = 4,
        ["fifth"] = 5,
        ["5th"] = 5,
        ["sixth"] = 6,
        ["6th"] = 6,
        ["top"] = 1,
        ["former"] = 1,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, string> Currencies = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["$"] = "USD",
        ["€"] = "EUR",
        ["£"] = "GBP",
        ["₹"] = "INR",
        ["¥"] = "JPY",
        ["usd"] = "USD",
        ["eur"] = "EUR",
        ["gbp"] = "GBP",
        ["inr"] = "INR",
        ["jpy"] = "JPY",
        ["chf"] = "CHF",
        ["cad"] = "CAD",
        ["aud"] = "AUD",
        ["dollar"] = "USD",
        ["dollars"] = "USD",
        ["buck"] = "USD",
        ["bucks"] = "USD",
        ["euro"] = "EUR",
        ["euros"] = "EUR",
        ["pound"] = "GBP",
        ["pounds"] = "GBP",
        ["quid"] = "GBP",
        ["rupee"] = "INR",
        ["rupees"] = "INR",
        ["rs"] = "INR",
        ["franc"] = "CHF",
        ["francs"] = "CHF",
        ["yen"] = "JPY",
        ["pln"] = "PLN",
        ["sek"] = "SEK",
        ["sgd"] = "SGD",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, string> Systems = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["debian"] = "debian",
        ["ubuntu"] = "ubuntu",
        ["centos"] = "centos",
        ["almalinux"] = "almalinux",
        ["alma"] = "almalinux",
        ["rocky"] = "rocky",
        ["rockylinux"] = "rocky",
        ["fedora"] = "fedora",
        ["windows"] = "windows",
        ["arch"] = "arch",
        ["archlinux"] = "arch",
        ["freebsd"] = "freebsd",
        ["opensuse"] = "opensuse",
        ["alpine"] = "alpine",
        ["bookworm"] = "debian-12",
        ["bullseye"] = "debian-11",
        ["trixie"] = "debian-13",
        ["noble"] = "ubuntu-24.04",
        ["jammy"] = "ubuntu-22.04",
        ["focal"] = "ubuntu-20.04",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenSet<string> Regions = new HashSet<string>(StringComparer.Ordinal)
    {
        "frankfurt", "london", "mumbai", "singapore", "amsterdam", "paris", "berlin", "nuremberg", "falkenstein", "helsinki", "stockholm",
        "warsaw", "madrid", "milan", "zurich", "vienna", "dublin", "tokyo", "sydney", "toronto", "chicago", "dallas", "seattle", "miami",
        "ashburn", "atlanta", "bangalore", "bengaluru", "delhi", "chennai", "dubai", "germany", "europe", "india", "netherlands", "france", "usa",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, string> Cycles = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["monthly"] = "monthly",
        ["quarterly"] = "quarterly",
        ["trimestrial"] = "quarterly",
        ["semiannual"] = "semiannual",
        ["semiannually"] = "semiannual",
        ["biannual"] = "semiannual",
        ["biannually"] = "semiannual",
        ["yearly"] = "annual",
        ["annual"] = "annual",
        ["annually"] = "annual",
        ["biennial"] = "biennial",
        ["biennially"] = "biennial",
        ["triennial"] = "triennial",
        ["triennially"] = "triennial",
        ["quarter"] = "quarterly",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenSet<string> RecordTypes =
        new HashSet<string>(StringComparer.Ordinal) { "aaaa", "cname", "mx", "txt", "ns", "srv", "caa", "a" }.ToFrozenSet(StringComparer.Ordinal);

    public static readonly FrozenSet<string> TopLevelDomains = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "com", "net", "org", "info", "biz", "io", "dev", "app", "shop", "store", "online", "site", "xyz", "club", "tech", "blog", "cloud",
        "ai", "co", "me", "tv", "cc", "eu", "de", "at", "ch", "fr", "es", "it", "pt", "nl", "be", "lu", "uk", "ie", "dk", "se", "no", "fi", "is",
        "pl", "cz", "sk", "hu", "ro", "bg", "gr", "tr", "ru", "ua", "us", "ca", "mx", "br", "ar", "cl", "in", "pk", "bd", "lk", "np", "cn", "jp",
        "kr", "tw", "hk", "sg", "my", "th", "vn", "id", "ph", "au", "nz", "za", "ng", "ke", "eg", "ae", "sa", "il", "asia", "agency", "art",
        "bar", "beer", "bike", "cafe", "care", "center", "chat", "codes", "coffee", "company", "design", "digital", "email", "energy", "events",
        "expert", "farm", "fun", "games", "gmbh", "group", "guru", "host", "hosting", "house", "life", "link", "live", "ltd", "marketing",
        "media", "mobi", "name", "network", "news", "one", "page", "photo", "photos", "pizza", "pro", "run", "services", "social", "software",
        "solutions", "space", "studio", "support", "systems", "team", "today", "tools", "top", "travel", "vip", "web", "website", "wiki", "work",
        "works", "world", "zone", "gg", "fm", "im", "so", "to", "ws", "la", "ly", "gov", "edu", "test", "example", "local", "internal",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every word above that spelling may correct towards.</summary>
    public static IEnumerable<string> All => Numbers.Keys.Concat(Ordinals.Keys).Concat(Currencies.Keys).Concat(Systems.Keys).Concat(Regions)
        .Concat(Cycles.Keys).Concat(RecordTypes).Where(word => word.All(char.IsAsciiLetterOrDigit));
}
