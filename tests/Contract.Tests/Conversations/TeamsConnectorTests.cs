using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Application.Conversations.Channels.BotFramework;
using EzSolutions.Contract.Tests.Sandbox;
using EzSolutions.Infrastructure.Conversations.BotFramework;
using EzSolutions.Infrastructure.Conversations.Channels;
using EzSolutions.Sandbox;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EzSolutions.Contract.Tests.Conversations;

/// <summary>Our connector against the stand-in: what each of its answers means for a message.</summary>
public sealed class TeamsConnectorTests : IAsyncLifetime
{
    private const string Chat = "a:chat-1";

    private readonly TemporaryFolder _folder = new();
    private SandboxHost? _sandbox;
    private ServiceProvider? _services;
    private HttpClient? _outside;

    private IBotFrameworkConnector Connector => _services!.GetRequiredService<IBotFrameworkConnector>();

    private string Service => new Uri(_sandbox!.BaseAddress, "botframework/teams/").ToString();

    public async Task InitializeAsync()
    {
        _sandbox = await SandboxHost.StartAsync(
            new SandboxOptions { EnvironmentName = "Development", AppAddress = new Uri("http://127.0.0.1:9/"), DataDirectory = _folder.Path }, default);
        _outside = new HttpClient { BaseAddress = _sandbox.BaseAddress };
        _services = Build();
        // The application is not there; the conversation is, all the same.
        using var _ = await _outside.PostAsJsonAsync("botframework/_activities", new { conversation = Chat, activity = new { text = "hello" } });
    }

    public async Task DisposeAsync()
    {
        await _services!.DisposeAsync();
        _outside!.Dispose();
        await _sandbox!.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_message_is_written_once_and_changed_in_place()
    {
        var sent = (await SendAsync("first")).ShouldBeOfType<DeliveryOutcome.Sent>();
        (await Connector.UpdateAsync(Service, Chat, sent.ExternalId, Message("second"), default)).ShouldBe(new DeliveryOutcome.Sent(sent.ExternalId));
        var only = (await WrittenAsync()).ShouldHaveSingleItem();
        only.GetProperty("body").GetProperty("text").GetString().ShouldBe("second");
        (await EffectsAsync()).Select(e => e.GetProperty("what").GetString()).ShouldBe(["sent", "updated"]);
    }

    [Fact]
    public async Task A_message_that_is_gone_is_not_changed() =>
        (await Connector.UpdateAsync(Service, Chat, "12345", Message("text"), default)).ShouldBeNull();

    [Theory]
    [InlineData(412)]
    [InlineData(429)]
    public async Task What_was_certainly_not_taken_is_tried_again(int status)
    {
        await FaultAsync(new { target = "teams", kind = "error", match = "activities", status, times = 1 });
        var retry = (await SendAsync("text")).ShouldBeOfType<DeliveryOutcome.Retry>();
        retry.After.ShouldBe(status == 429 ? TimeSpan.FromSeconds(1) : null);
        (await WrittenAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task What_a_gateway_gave_up_on_may_have_been_written(int status)
    {
        await FaultAsync(new { target = "teams", kind = "error", match = "activities", status, times = 1 });
        (await SendAsync("text")).ShouldBeOfType<DeliveryOutcome.Unknown>();
    }

    [Fact]
    public async Task A_lost_answer_is_no_refusal()
    {
        await FaultAsync(new { target = "teams", kind = "lost_response", match = "activities", times = 1 });
        (await SendAsync("text")).ShouldBeOfType<DeliveryOutcome.Unknown>();
        (await WrittenAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_blocked_bot_writes_no_more()
    {
        using var _ = await _outside!.PostAsJsonAsync("botframework/_blocks", new { conversation = Chat, reason = "MessageWritesBlocked" });
        (await SendAsync("text")).ShouldBeOfType<DeliveryOutcome.Failed>().Blocked.ShouldBeTrue();
    }

    [Fact]
    public async Task A_message_over_100_KB_fails_and_one_just_below_does_not()
    {
        (await SendAsync(new string('x', 51_100))).ShouldBeOfType<DeliveryOutcome.Sent>();
        (await SendAsync(new string('x', 51_200))).ShouldBe(new DeliveryOutcome.Failed("The message is too large for Teams."));
    }

    [Fact]
    public async Task The_token_is_asked_for_once_and_again_when_it_is_refused()
    {
        for (var i = 0; i < 3; i++)
            (await SendAsync("text")).ShouldBeOfType<DeliveryOutcome.Sent>();
        (await RevokeAsync()).ShouldBe(1);
        (await SendAsync("text")).ShouldBeOfType<DeliveryOutcome.Sent>();
        (await RevokeAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_wrong_secret_is_ours_to_put_right_and_loses_no_message()
    {
        await using var wrong = Build(("AppPassword", "wrong"));
        (await wrong.GetRequiredService<IBotFrameworkConnector>().SendAsync(Service, Chat, Message("text"), default)).ShouldBeOfType<DeliveryOutcome.Retry>();
    }

    [Fact]
    public async Task A_burst_arrives_whole_and_once()
    {
        for (var i = 0; i < 16; i++)
        {
            while (await SendAsync($"message {i}") is not DeliveryOutcome.Sent)
                await Task.Delay(100);
        }

        (await WrittenAsync()).Select(m => m.GetProperty("body").GetProperty("text").GetString()).ShouldBe(Enumerable.Range(0, 16).Select(i => $"message {i}"));
    }

    [Theory]
    [InlineData(7, 1.2)]
    [InlineData(60, 30.5)]
    [InlineData(1_800, 3_600)]
    public void A_thread_gets_no_more_places_than_Teams_has(int most, double seconds)
    {
        var time = new StoppedTime();
        var pace = new ThreadPace(time);
        List<DateTimeOffset> taken = [];
        while (taken.Count < most * 2)
        {
            var wait = pace.Take("chat");
            if (wait > TimeSpan.Zero)
                time.Now += wait;
            else
                taken.Add(time.Now);
        }

        for (var i = most; i < taken.Count; i++)
            (taken[i] - taken[i - most]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(seconds));
        pace.Take("another chat").ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("http://169.254.169.254/")]
    [InlineData("https://10.1.2.3/")]
    [InlineData("http://smba.trafficmanager.net/")]
    public async Task An_address_of_somebody_elses_is_never_called(string service)
    {
        (await Connector.SendAsync(service, Chat, Message("text"), default)).ShouldBeOfType<DeliveryOutcome.Failed>();
        (await Connector.FetchFileAsync(Service, new Uri(service + "file.pdf"), default)).ShouldBeNull();
    }

    [Theory]
    [InlineData("AppId", "not-a-guid", "AppId must be")]
    [InlineData("AppPassword", "", "AppPassword is empty")]
    [InlineData("TenantId", "", "TenantId must be")]
    [InlineData("AllowedTenants", "*", "AllowedTenants must be")]
    [InlineData("LoginAddress", "http://login.example.com/", "LoginAddress must be")]
    [InlineData("Anonymous", "true", "exclude each other")]
    public async Task Wrong_settings_stop_the_start_and_name_the_cure(string key, string value, string cure)
    {
        await using var services = Build((key, value));
        Should.Throw<OptionsValidationException>(() => services.GetRequiredService<IOptions<TeamsOptions>>().Value).Message.ShouldContain(cure);
    }

    [Fact]
    public void Requests_without_a_token_are_for_Development_alone()
    {
        var options = new TeamsOptions { Anonymous = true };
        new TeamsOptionsValidator(new Somewhere("Production")).Validate(null, options).FailureMessage!.ShouldContain("Development only");
        new TeamsOptionsValidator(new Somewhere("Development")).Validate(null, options).Succeeded.ShouldBeTrue();
    }

    private static JsonObject Message(string text) => new() { ["type"] = "message", ["text"] = text };

    private ServiceProvider Build(params (string Key, string Value)[] settings)
    {
        Dictionary<string, string?> values = new()
        {
            ["Channels:Teams:AppId"] = "5a9d0b00-5a9d-4b00-8b00-0000000000a1",
            ["Channels:Teams:AppPassword"] = "bot_sandbox_secret",
            ["Channels:Teams:TenantId"] = "7e9a0000-7e9a-4000-8000-0000000000b2",
            ["Channels:Teams:LoginAddress"] = new Uri(_sandbox!.BaseAddress, "botframework/").ToString(),
        };
        foreach (var (key, value) in settings)
            values["Channels:Teams:" + key] = value;
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton<IHostEnvironment>(new Somewhere("Development"));
        services.AddBotFramework(new ConfigurationBuilder().AddInMemoryCollection(values).Build()).ShouldBeTrue();
        return services.BuildServiceProvider();
    }

    private Task<DeliveryOutcome> SendAsync(string text) => Connector.SendAsync(Service, Chat, Message(text), default);

    private async Task<List<JsonElement>> WrittenAsync() =>
        [.. (await _outside!.GetFromJsonAsync<JsonElement>("botframework/_conversations/" + Chat)).EnumerateArray().Where(a => a.GetProperty("fromBot").GetBoolean())];

    private async Task<List<JsonElement>> EffectsAsync() =>
        [.. (await _outside!.GetFromJsonAsync<JsonElement>("effects")).GetProperty("teamsMessages").EnumerateArray()];

    private async Task<int> RevokeAsync()
    {
        using var answer = await _outside!.PostAsJsonAsync("botframework/_tokens/revoke", new { });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("issued").GetInt32();
    }

    private async Task FaultAsync(object fault) => (await _outside!.PostAsJsonAsync("faults", fault)).EnsureSuccessStatusCode();

    private sealed class StoppedTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class Somewhere(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "tests";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
