namespace EzSolutions.Bot.Texts;

/// <summary>
/// Everything the bot says, in one place, in English. A language derives from the classes below and overrides what it says differently;
/// what it leaves out falls back to English.
/// </summary>
internal class BotTexts
{
    public static BotTexts English { get; } = new();

    public virtual ChatTexts Chat { get; } = new();

    public virtual OrderTexts Order { get; } = new();

    public virtual BillingTexts Billing { get; } = new();

    public virtual AccountTexts Account { get; } = new();

    public virtual ServiceTexts Service { get; } = new();

    public virtual LifecycleTexts Lifecycle { get; } = new();

    public virtual TicketTexts Ticket { get; } = new();

    public virtual KnowledgeTexts Knowledge { get; } = new();

    public virtual HandoffTexts Handoff { get; } = new();

    public virtual SignInTexts SignIn { get; } = new();

    public virtual LinkTexts Link { get; } = new();

    public virtual CardTexts Card { get; } = new();

    public virtual TeamsTexts Teams { get; } = new();

    /// <param name="locale">BCP 47 tag.</param>
    public static BotTexts For(string? locale) => Languages.GetValueOrDefault(locale?.Split('-')[0] ?? string.Empty, English);

    private static Dictionary<string, BotTexts> Languages { get; } = new(StringComparer.OrdinalIgnoreCase) { ["en"] = English };
}
