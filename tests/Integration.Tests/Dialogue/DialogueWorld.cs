using System.Collections.Concurrent;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Application.Support;
using EzSolutions.Bot;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using EzSolutions.Infrastructure.Accounts;
using EzSolutions.Infrastructure.Billing;
using EzSolutions.Infrastructure.Common;
using EzSolutions.Infrastructure.Common.Persistence;
using EzSolutions.Infrastructure.Conversations;
using EzSolutions.Infrastructure.Provisioning;
using EzSolutions.Infrastructure.Support;
using EzSolutions.Integration.Tests.Harness;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EzSolutions.Integration.Tests.Dialogue;

/// <summary>Every feature on a real database, spoken to through a conversation; jobs and mails are kept instead of run and sent.</summary>
public sealed class DialogueWorld : IAsyncLifetime
{
    private ServiceProvider? _services;
    private int _sent;

    internal ConcurrentQueue<(string To, string Template, IReadOnlyDictionary<string, object?> Model)> Mails { get; } = new();

    /// <summary>The language that the newest mail to an address was asked for in.</summary>
    internal ConcurrentDictionary<string, string?> MailLocales { get; } = new(StringComparer.Ordinal);

    internal ConcurrentQueue<IJobRequest> Jobs { get; } = new();

    public async Task InitializeAsync()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Secrets:Keys:1"] = Convert.ToBase64String(new byte[32]),
            ["Public:BaseAddress"] = "https://portal.example.com/",
            ["Provisioning:Proxmox:BaseAddress"] = "http://127.0.0.1:9/",
            ["Provisioning:Proxmox:TokenId"] = "ez@pve!automation",
            ["Provisioning:Proxmox:TokenSecret"] = "5b1c0000-sandbox-0000-0000-000000000001",
            ["Provisioning:Proxmox:Template"] = "9000",
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddSingleton<IConfiguration>(configuration);
        services.AddApplication(typeof(InfrastructureServices).Assembly, typeof(BotServices).Assembly);
        services.AddInfrastructureCore(configuration, await TestDatabases.CreateAsync());
        services.AddAccounts();
        services.AddBilling(configuration);
        services.AddProvisioning(configuration);
        services.AddSupport();
        services.AddKnowledge();
        services.AddConversations(configuration);
        services.AddUnderstanding();
        services.AddBot();
        services.AddSingleton<IJobQueue>(new Recorder(this));
        services.AddSingleton<IMailer>(new Recorder(this));
        services.AddSingleton<IEntryPush>(new Recorder(this));
        _services = services.BuildServiceProvider();
        await InScopeAsync(new Actor.System("seed"), async provider =>
        {
            foreach (var seed in provider.GetServices<IDemoSeed>().OrderBy(s => s.Order))
            {
                await seed.SeedAsync(CancellationToken.None);
            }

            return true;
        });
    }

    public async Task DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }
    }

    internal Task<Result<T>> SendAsync<T>(IRequest<Result<T>> request, Actor? actor = null) =>
        InScopeAsync(actor ?? new Actor.System("test"), services => services.GetRequiredService<IMediator>().Send(request));

    internal Task<List<T>> RowsAsync<T>(Func<IQueryable<T>, IQueryable<T>> query)
        where T : class =>
        InScopeAsync(new Actor.System("test"), services => query(services.GetRequiredService<AppDbContext>().Set<T>().AsNoTracking()).ToListAsync());

    internal async Task<T> InScopeAsync<T>(Actor actor, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _services!.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(actor);
        return await work(scope.ServiceProvider);
    }

    internal async Task<Guid> OpenConversationAsync() =>
        (await SendAsync(new OpenChatSession("en", null, null, null), new Actor.Visitor(null))).Value.ConversationId;

    /// <summary>One line from the customer and the bot's turn; what the bot said.</summary>
    internal async Task<List<Entry>> SayAsync(Guid conversation, string text)
    {
        var actor = await ActorOfAsync(conversation);
        (await SendAsync(new ReceiveMessage($"m{Interlocked.Increment(ref _sent)}", text), actor)).Error.ShouldBeNull();
        return await TurnAsync(conversation);
    }

    internal async Task<List<Entry>> PressAsync(Guid conversation, Entry on, string actionId)
    {
        var actor = await ActorOfAsync(conversation);
        (await SendAsync(new ReceiveAction($"m{Interlocked.Increment(ref _sent)}", on.Id, actionId), actor)).Error.ShouldBeNull();
        return await TurnAsync(conversation);
    }

    internal async Task<Conversation> ConversationAsync(Guid id) => (await RowsAsync<Conversation>(all => all.Where(c => c.Id == id))).ShouldHaveSingleItem();

    internal async Task<Actor> ActorOfAsync(Guid id)
    {
        var conversation = await ConversationAsync(id);
        return conversation is { CustomerId: { } customer, UserId: { } user }
            ? new Actor.Customer(customer, user, Assurance.Verified, id)
            : new Actor.Visitor(id);
    }

    /// <summary>A conversation whose customer has signed in by the mailed code.</summary>
    internal async Task<Guid> SignedInConversationAsync(string email)
    {
        var conversation = await OpenConversationAsync();
        await SayAsync(conversation, "sign me in");
        await SayAsync(conversation, email);
        await SayAsync(conversation, CodeFor(email));
        (await ConversationAsync(conversation)).CustomerId.ShouldNotBeNull();
        return conversation;
    }

    internal string CodeFor(string email) => (string)Mails.Last(m => m.To == email && m.Template == "sign-in-code").Model["code"]!;

    private async Task<List<Entry>> TurnAsync(Guid conversation)
    {
        var before = (await ConversationAsync(conversation)).LastSequence;
        (await SendAsync(new RunTurn(conversation))).Error.ShouldBeNull();
        return await RowsAsync<Entry>(all => all.Where(e => e.ConversationId == conversation && e.Sequence > before).OrderBy(e => e.Sequence));
    }

    private sealed class Recorder(DialogueWorld world) : IMailer, IJobQueue, IEntryPush
    {
        public string Node => "test";

        public void Push(Guid conversationId, IReadOnlyList<Entry> entries)
        {
            // Nobody listens here; the log is read from the database.
        }

        public Task QueueAsync(string to, string template, IReadOnlyDictionary<string, object?> model, CancellationToken ct, Guid? attachedDocument = null, string? locale = null)
        {
            world.Mails.Enqueue((to, template, model));
            world.MailLocales[to] = locale;
            return Task.CompletedTask;
        }

        public Task EnqueueAsync(IJobRequest request, CancellationToken ct, TimeSpan? delay = null)
        {
            world.Jobs.Enqueue(request);
            return Task.CompletedTask;
        }
    }
}
