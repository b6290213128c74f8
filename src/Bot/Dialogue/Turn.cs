using EzSolutions.Application.Catalog;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Application.Provisioning;
using EzSolutions.Bot.Texts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using MediatR;

namespace EzSolutions.Bot.Dialogue;

/// <summary>One turn while it runs: what came in, what is known, what will be said.</summary>
internal sealed class Turn(
    DialogueTurn input, DialogueState state, BotTexts texts, DateTimeOffset now, Currency currency, PlansOnSale plans, ActorContext actors, IMediator mediator)
{
    private IReadOnlyList<ProductView>? _sold;
    private IReadOnlyList<ProductView>? _products;
    private Currency? _shownIn;
    private IReadOnlyList<ServiceView>? _services;

    public Guid ConversationId => input.ConversationId;

    public DialogueState State => state;

    public BotTexts Texts { get; private set; } = texts;

    /// <summary>Held outside the widget, where accounts may be linked and others may read along.</summary>
    public bool IsOutside => input.Channel != Conversation.WidgetChannel;

    /// <summary>Nobody else reads along.</summary>
    public bool IsPrivate => input.IsPrivate;

    /// <summary>BCP 47 tag.</summary>
    public string Locale { get; private set; } = input.Locale;

    /// <summary>Whether the language is another one than before this turn.</summary>
    public bool ChangedLanguage => Locale != input.Locale;

    public DateTimeOffset Now => now;

    /// <summary>What the customer wrote in the entry being answered.</summary>
    public string? Said { get; set; }

    /// <summary>What a language model made of it, if one was asked.</summary>
    public Application.Conversations.Models.EntryAdvice? Advice { get; set; }

    public List<OutgoingEntry> Entries { get; } = [];

    public List<string> Decisions { get; } = [];

    public List<Understanding.MessageUnderstanding> Understandings { get; } = [];

    public HandoffRequest? Handoff { get; set; }

    public IdentityChange? Identity { get; private set; }

    /// <summary>Frames that have asked or offered something in this turn, and so need not be taken up again.</summary>
    public HashSet<int> Prompted { get; } = [];

    public Actor.Customer? Customer => actors.Current as Actor.Customer;

    public bool SignedIn => Customer is { Assurance: >= Assurance.Verified };

    /// <summary>From here on in this language; a region that its locale has stays.</summary>
    public void Speak(string language)
    {
        if (Texts.Code != language)
        {
            (Locale, Texts) = (language, BotTexts.For(language));
            Decide($"language {language}");
        }
    }

    public void Say(string text) => Entries.Add(new OutgoingEntry(text));

    public void Show(Card card, string? key = null) => Entries.Add(new OutgoingEntry(Card: card, Key: key));

    public void Decide(string decision) => Decisions.Add(decision);

    /// <summary>What a turn really did is kept beside what it decided; names alone, no values (P07).</summary>
    public async Task<Result<T>> SendAsync<T>(IRequest<Result<T>> request, CancellationToken ct)
    {
        var answer = await mediator.Send(request, ct);
        if (request is ICommandMarker or IWorkflow<T>)
        {
            Decide($"effect: {request.GetType().Name} {answer.Error?.Code ?? "done"}");
        }

        return answer;
    }

    /// <summary>From here on the turn runs as the customer who has just proved who they are.</summary>
    public void SignIn(Application.Accounts.SignedInCustomer customer)
    {
        actors.Set(new Actor.Customer(customer.CustomerId, customer.UserId, Assurance.Verified, ConversationId));
        Identity = new IdentityChange.SignedIn(customer);
        (_services, _products, _shownIn) = (null, null, null);
    }

    public void SignOut()
    {
        actors.Set(new Actor.Visitor(ConversationId));
        Identity = new IdentityChange.SignedOut();
        (_services, _products, _shownIn) = (null, null, null);
    }

    /// <summary>The plans on sale, the same ones throughout the turn, with their prices in the currency that orders are quoted in.</summary>
    public async Task<IReadOnlyList<ProductView>> ProductsAsync(CancellationToken ct)
    {
        if (_products is null)
        {
            var shownIn = await CurrencyAsync(ct);
            _products = [.. (await SoldAsync(ct)).Select(p => p with { Prices = [.. p.Prices.Where(price => price.Price.Currency == shownIn)] })];
        }

        return _products;
    }

    /// <summary>What prices are shown in: asked for in this conversation, else the customer's own, else the shop's.</summary>
    public async Task<Currency> CurrencyAsync(CancellationToken ct)
    {
        if (_shownIn is null)
        {
            var wanted = state.Focus.GetValueOrDefault(Understanding.SlotNames.Currency) ?? await OwnCurrencyAsync(ct);
            _shownIn = Currency.TryParse(wanted, out var known) && await SellsInAsync(known, ct) ? known : currency;
            if (wanted is not null && wanted != _shownIn.Value.Code)
            {
                // Nothing is sold in theirs: orders are quoted in what is shown, too.
                state.Focus[Understanding.SlotNames.Currency] = _shownIn.Value.Code;
            }
        }

        return _shownIn.Value;
    }

    /// <summary>Whether anything is sold in it.</summary>
    public async Task<bool> SellsInAsync(Currency wanted, CancellationToken ct) =>
        (await SoldAsync(ct)).Any(p => p.Prices.Any(price => price.Price.Currency == wanted));

    /// <summary>From here on prices are shown, and orders quoted, in this currency.</summary>
    public void ShowPricesIn(Currency wanted)
    {
        state.Focus[Understanding.SlotNames.Currency] = wanted.Code;
        (_shownIn, _products) = (wanted, null);
    }

    /// <summary>The customer's own services, read once per turn; none for a visitor.</summary>
    public async Task<IReadOnlyList<ServiceView>> ServicesAsync(CancellationToken ct)
    {
        if (!SignedIn)
        {
            return [];
        }

        return _services ??= await SendAsync(new ListServices(new PageRequest(50)), ct) is { IsSuccess: true } found ? found.Value.Items : [];
    }

    private async Task<IReadOnlyList<ProductView>> SoldAsync(CancellationToken ct) =>
        _sold ??= await plans.GetAsync(() => SendAsync(new BrowseProducts(), ct));

    private async Task<string?> OwnCurrencyAsync(CancellationToken ct) =>
        SignedIn && await SendAsync(new Application.Accounts.GetBillingDetails(), ct) is { IsSuccess: true } details ? details.Value.Details.Currency : null;
}
