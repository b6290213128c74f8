using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Application.Conversations.Models;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Tests.Injection;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Bot.Tests.Dialogue;

/// <summary>A conversation as a test plays it: the customer writes or presses, the bot answers, the state goes through its JSON each time.</summary>
internal sealed class Talk
{
    private readonly Guid _conversation = Guid.CreateVersion7();
    private readonly ActorContext _actors = new();
    private readonly IServiceProvider _services;
    private readonly List<(Guid Id, OutgoingEntry Entry)> _log = [];
    private readonly List<SaidBefore> _said = [];
    private Actor _actor;
    private long _sequence;

    public Talk(bool signedIn = false, IRecogniser? recogniser = null, ILanguageModel? model = null)
    {
        Time = new ManualTime();
        Shop = new Shop(Time, _actors);
        _actor = signedIn ? new Actor.Customer(Shop.CustomerId, Shop.UserId, Assurance.Verified, _conversation) : new Actor.Visitor(_conversation);
        var services = new ServiceCollection().AddOptions().AddBot();
        if (model is not null)
        {
            services.AddSingleton(model).AddSingleton<IModelBudget, AmpleBudget>().Configure<ModelOptions>(o => (o.Enabled, o.Ask, o.PhraseAnswers) = (true, AskModel.Always, true));
        }

        _services = services
            .AddSingleton(recogniser ?? Recogniser)
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(_actors)
            .AddSingleton<MediatR.IMediator>(Shop.Mediator)
            .BuildServiceProvider();
    }

    public ManualTime Time { get; }

    public Actor Actor => _actor;

    public Shop Shop { get; }

    public ScriptedRecogniser Recogniser { get; } = new();

    public string? State { get; set; }

    /// <summary>The conversation's own, as the server keeps it.</summary>
    public string Locale { get; set; } = "en";

    /// <summary>What happens between the advice and the turn.</summary>
    public Action? BeforeTurn { get; set; }

    public DialogueReply Reply { get; private set; } = null!;

    /// <summary>Everything of the last answer as a customer reads it.</summary>
    public string Answer => string.Join("\n", Reply.Entries.Select(Read));

    public Card Card => Reply.Entries.Last(e => e.Card is not null).Card!;

    public IEnumerable<string> Buttons => Reply.Entries.SelectMany(e => Actions(e.Card)).Select(a => a.Label);

    public Task<Talk> Opens() => Turn([]);

    public Task<Talk> Says(string text, string skill, params (string Slot, string Value)[] slots) => Says(text, ScriptedRecogniser.Understood(skill, 0.95, slots));

    public Task<Talk> Says(string text, params Understood[] understood)
    {
        Recogniser.Next = understood.Length == 0 ? null : new MessageUnderstanding(understood);
        return Turn([new InboundEntry(Guid.CreateVersion7(), ++_sequence, text, null, null, Time.GetUtcNow())]);
    }

    /// <summary>Presses the newest button with this label.</summary>
    public Task<Talk> Presses(string label) => Presses(Find(label));

    public (Guid Entry, Card Card, CardAction Action) Find(string label)
    {
        foreach (var (id, entry) in Enumerable.Reverse(_log))
        {
            if (Actions(entry.Card).FirstOrDefault(a => a.Label == label) is { } action)
            {
                return (id, entry.Card!, action);
            }
        }

        throw new InvalidOperationException($"No button \"{label}\" in: {Answer}");
    }

    public Task<Talk> Presses((Guid Entry, Card Card, CardAction Action) button) => Turn(
        [new InboundEntry(Guid.CreateVersion7(), ++_sequence, null, new EntryAction(button.Entry, button.Action.Id, button.Action.Label), button.Card, Time.GetUtcNow())]);

    private static string Read(OutgoingEntry entry) => entry.Card is not { } card
        ? entry.Text ?? string.Empty
        : string.Join(" | ", new[] { card.Title, card.Text }
            .Concat((card.Items ?? []).Select(i => $"{i.Title} {i.Text} {i.Price}"))
            .Concat((card.Facts ?? []).Select(f => $"{f.Label}: {f.Value}"))
            .Concat(Actions(card).Select(a => $"[{a.Label}]"))
            .Where(t => !string.IsNullOrEmpty(t)));

    private static IEnumerable<CardAction> Actions(Card? card) =>
        (card?.Items ?? []).SelectMany(i => i.Actions ?? []).Concat(card?.Actions ?? []);

    private async Task<Talk> Turn(IReadOnlyList<InboundEntry> inbound)
    {
        _actors.Set(_actor);
        using var scope = _services.CreateScope();
        inbound = await AdvisedAsync(scope.ServiceProvider, inbound);
        BeforeTurn?.Invoke();
        Reply = await scope.ServiceProvider.GetRequiredService<IDialogue>()
            .RespondAsync(new DialogueTurn(_conversation, _actor, Locale, State, inbound), CancellationToken.None);
        State = Reply.State;
        Locale = Reply.Locale ?? Locale;
        _actor = _actors.Current;
        _log.AddRange(Reply.Entries.Select(e => (Guid.CreateVersion7(), e)));
        _said.AddRange(inbound.Where(i => i.Text is not null).Select(i => new SaidBefore(true, i.Text!)).Concat(Reply.Entries.Select(e => new SaidBefore(false, Read(e)))));
        return this;
    }

    /// <summary>Asks the model first, as the program does before a turn.</summary>
    private async Task<IReadOnlyList<InboundEntry>> AdvisedAsync(IServiceProvider services, IReadOnlyList<InboundEntry> inbound)
    {
        if (services.GetService<IModelBudget>() is null || inbound is not [{ Text: { } text } entry])
        {
            return inbound;
        }

        var before = _said.TakeLast(6).ToList();
        var advice = await services.GetRequiredService<ITurnAdvisor>()
            .AdviseAsync(new TurnPreview(_conversation, _actor, "en", null, State, entry.Sequence - 1, [new TypedEntry(entry.EntryId, text)], before), CancellationToken.None);
        return [entry with { Advice = advice.Entries.GetValueOrDefault(entry.EntryId) }];
    }
}
