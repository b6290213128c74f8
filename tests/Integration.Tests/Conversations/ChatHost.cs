using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using EzSolutions.Application.Accounts;
using EzSolutions.Application.Accounts.Sessions;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.WebApi.Conversations;
using MediatR;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace EzSolutions.Integration.Tests.Conversations;

/// <summary>One node of the real program on a real database, with a scripted bot.</summary>
internal sealed class ChatHost(string connectionString, ScriptedDialogue? dialogue = null, bool losesWakes = false, params (string Key, string Value)[] settings)
    : WebApplicationFactory<LiveReaders>
{
    private static readonly string SecretKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>The program's own bot answers, in place of a scripted one.</summary>
    public bool HasRealBot { get; init; }

    /// <summary>An outside channel beside the widget.</summary>
    public Channels.FakeAdapter? Adapter { get; init; }

    public async Task<Visitor> VisitAsync()
    {
        var client = CreateClient();
        var opened = await client.PostAsJsonAsync("/api/v1/chat/sessions", new { locale = "en" });
        opened.EnsureSuccessStatusCode();
        return Visitor.Of(this, client, await opened.Content.ReadFromJsonAsync<JsonElement>());
    }

    public async Task<StaffClient> StaffAsync(string name, StaffRole role = StaffRole.Support)
    {
        var token = await InScopeAsync(async services =>
        {
            var started = await services.GetRequiredService<IUnitOfWork>().RunAsync<IssuedSession>(
                async ct =>
                {
                    var id = services.GetRequiredService<IIdGenerator>().NewId();
                    var userId = await services.GetRequiredService<IUserDirectory>().FindOrCreateAsync($"{name}-{id:N}@example.com", ct);
                    services.GetRequiredService<IStore>().Add(StaffMember.Create(id, userId, name, [role]));
                    return services.GetRequiredService<ISessions>().Start(new SessionSubject(SessionKind.Staff, userId, StaffId: id));
                },
                CancellationToken.None);
            return started.Value;
        });
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
        return new StaffClient(this, client, token);
    }

    public Task RevokeAsync(Guid sessionId) => SendAsync(new EndSession(sessionId));

    public Task<Result<T>> SendAsync<T>(IRequest<Result<T>> request) =>
        InScopeAsync(services => services.GetRequiredService<IMediator>().Send(request));

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(new Actor.System("test"));
        return await work(scope.ServiceProvider);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("ConnectionStrings:Default", connectionString);
        builder.UseSetting("Secrets:Keys:1", SecretKey);
        builder.UseSetting("Conversations:OpenPerAddress", "10000");
        builder.UseSetting("Conversations:MessagesPerMinute", "1000");
        builder.UseSetting("Conversations:SweepEvery", "00:00:01");
        builder.UseSetting("Conversations:TurnRetryPause", "00:00:00.05");
        foreach (var (key, value) in TestSurroundings.Settings.Concat(settings))
            builder.UseSetting(key, value);
        builder.UseDefaultServiceProvider(options => options.ValidateOnBuild = false);
        builder.ConfigureTestServices(services =>
        {
            if (!HasRealBot)
                services.RemoveAll<IDialogue>();
            if (Adapter is not null)
                services.AddSingleton<Application.Conversations.Channels.IChannelAdapter>(Adapter);
            if (dialogue is not null)
                services.AddSingleton<IDialogue>(dialogue);
            if (losesWakes)
                services.AddSingleton<ITurnDispatcher, DeafDispatcher>();
        });
    }

    /// <summary>A node that dies between taking a message in and thinking about it.</summary>
    private sealed class DeafDispatcher : ITurnDispatcher
    {
        public void Wake(Guid conversationId)
        {
        }
    }
}

/// <summary>Settings the outside services insist on; nothing here is called by these tests.</summary>
internal static class TestSurroundings
{
    public static readonly IReadOnlyList<(string Key, string Value)> Settings =
    [
        ("Billing:Stripe:SecretKey", "sk_test_of_these_tests"),
        ("Billing:Stripe:WebhookSecret", "whsec_of_these_tests"),
        ("Billing:Stripe:BaseAddress", "http://127.0.0.1:9/stripe/"),
        ("Provisioning:Proxmox:BaseAddress", "http://127.0.0.1:9/proxmox/"),
        ("Provisioning:Proxmox:TokenId", "ez@pve!test"),
        ("Provisioning:Proxmox:TokenSecret", "of-these-tests"),
        ("Provisioning:Proxmox:Cluster", "test"),
        ("Provisioning:Proxmox:Template", "9000"),
        ("Email:Host", "127.0.0.1"),
        ("Email:Port", "9"),
        ("Email:From", "shop@example.com"),
    ];
}

/// <summary>Answers as told to; says "You said: ..." by default.</summary>
internal sealed class ScriptedDialogue : IDialogue
{
    public ConcurrentQueue<DialogueTurn> Turns { get; } = new();

    public Func<DialogueTurn, Task<DialogueReply>> Answer { get; set; } = Echo;

    public static Task<DialogueReply> Echo(DialogueTurn turn) => Task.FromResult(Say(
        turn.Inbound.Count == 0 ? ["Welcome!"] : [.. turn.Inbound.Select(i => $"You said: {i.Text ?? i.Action!.ActionId}")]));

    public static DialogueReply Say(params string[] texts) =>
        new([.. texts.Select(t => new OutgoingEntry(t))], """{"v":1}""", Trace: new TurnTrace("""{"skill":"echo"}""", ["echoed"]));

    public Task<DialogueReply> RespondAsync(DialogueTurn turn, CancellationToken ct)
    {
        Turns.Enqueue(turn);
        return Answer(turn);
    }
}
