using System.Collections.Concurrent;
using System.Globalization;

namespace EzSolutions.Bot.Texts;

/// <summary>
/// Everything the bot says, in one language. The words stand in <c>Texts/Languages</c>, one file a language; what a sentence needs to know, and
/// how that looks in it, is decided here.
/// </summary>
internal sealed class BotTexts
{
    public static readonly LanguageFiles Files = new(typeof(BotTexts).Assembly);

    private static readonly ConcurrentDictionary<string, BotTexts> ByCulture = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="errors">Where refusals are said; null takes the application's own.</param>
    internal BotTexts(Phrases language, CultureInfo culture, Phrases? errors = null)
    {
        var phrases = language.In(culture);
        (Code, Show) = (language.Language, new Show(phrases, culture));
        Error = new(errors ?? LanguageFiles.Own.For(culture.Name));
        Language = new(phrases);
        Chat = new(phrases, Error);
        Order = new(phrases, Show);
        Billing = new(phrases, Show);
        Account = new(phrases, Show);
        Service = new(phrases, Show);
        Lifecycle = new(phrases, Show);
        Ticket = new(phrases);
        Knowledge = new(phrases);
        Handoff = new(phrases, Show);
        SignIn = new(phrases);
        Link = new(phrases);
        Card = new(phrases);
        Slack = new(phrases);
        Teams = new(phrases);
    }

    /// <summary>English as read anywhere; also what staff read.</summary>
    public static BotTexts English => For("en");

    /// <summary>The language's two letters.</summary>
    public string Code { get; }

    public Show Show { get; }

    public ErrorTexts Error { get; }

    public LanguageTexts Language { get; }

    public ChatTexts Chat { get; }

    public OrderTexts Order { get; }

    public BillingTexts Billing { get; }

    public AccountTexts Account { get; }

    public ServiceTexts Service { get; }

    public LifecycleTexts Lifecycle { get; }

    public TicketTexts Ticket { get; }

    public KnowledgeTexts Knowledge { get; }

    public HandoffTexts Handoff { get; }

    public SignInTexts SignIn { get; }

    public LinkTexts Link { get; }

    public CardTexts Card { get; }

    public SlackTexts Slack { get; }

    public TeamsTexts Teams { get; }

    public static Phrases PhrasesOf(string language) => Files.Of(language);

    /// <param name="locale">BCP 47 tag; a language we do not speak, or none, is English.</param>
    public static BotTexts For(string? locale)
    {
        var culture = Cultures.Of(locale);
        return ByCulture.GetOrAdd(culture.Name, _ => new BotTexts(Files.Of(culture.TwoLetterISOLanguageName), culture));
    }
}
