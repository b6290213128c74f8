using System.Net;
using System.Text.Json.Nodes;
using EzSolutions.Application.Conversations.Models;
using EzSolutions.Contract.Tests.Sandbox;
using EzSolutions.Infrastructure.Conversations.OpenAi;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Contract.Tests.Conversations;

/// <summary>The adapter, over the vendor's own SDK, against the stand-in.</summary>
public sealed class OpenAiModelTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    private static readonly ModelTool Tool = new(
        "list_invoices", "Shows invoices.",
        """{"type":"object","properties":{"invoice_number":{"type":["string","null"]}},"required":["invoice_number"],"additionalProperties":false}""");

    private readonly Clock _clock = new();

    public Task InitializeAsync() => sandbox.Plain.DeleteAsync("/llm/_scripts");

    public Task DisposeAsync() => sandbox.Plain.DeleteAsync("/faults");

    [Fact]
    public async Task A_proposal_comes_back_as_the_model_wrote_it()
    {
        await ScriptAsync("""{"match":"bills","calls":[{"name":"list_invoices","arguments":"{\"invoice_number\":null}"}]}""");
        var answer = (await AskAsync(Model(), "show my bills")).ShouldBeOfType<ModelAnswer.Answered>();
        answer.Calls.ShouldHaveSingleItem().ShouldBe(new ModelCall("list_invoices", """{"invoice_number":null}"""));
        answer.Tokens.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task The_request_is_deterministic_strict_and_limited()
    {
        await AskAsync(Model(), "hello there");
        var body = JsonNode.Parse(await sandbox.Plain.GetStringAsync("/llm/_prompts"))!.AsArray()[^1]!["body"]!;
        body["temperature"]!.GetValue<double>().ShouldBe(0);
        body["tools"]![0]!["function"]!["strict"]!.GetValue<bool>().ShouldBeTrue();
        (body["max_completion_tokens"] ?? body["max_tokens"])!.GetValue<int>().ShouldBe(100);
        body["messages"]!.AsArray().Select(m => m!["role"]!.GetValue<string>()).ShouldBe(["system", "assistant", "user"]);
    }

    [Theory]
    [InlineData("""{"raw":"this is no JSON"}""")]
    [InlineData("""{"raw":"{}"}""")]
    [InlineData("""{"raw":"{\"choices\":[]}"}""")]
    [InlineData("""{"raw":"{\"choices\":[{\"index\":0,\"finish_reason\":\"tool_calls\",\"message\":{\"role\":\"assistant\",\"tool_calls\":[{\"id\":1}]}}]}"}""")]
    [InlineData("""{"raw":"[1,2,3]"}""")]
    [InlineData("""{"raw":""}""")]
    [InlineData("""{"padding":2000000}""")]
    [InlineData("""{"status":500}""")]
    [InlineData("""{"status":503}""")]
    public async Task Rubbish_and_failures_are_no_help_and_no_exception(string script)
    {
        await ScriptAsync(script);
        (await AskAsync(Model(), "hello")).ShouldBeOfType<ModelAnswer.Unavailable>();
    }

    [Fact]
    public async Task A_call_with_broken_arguments_or_an_unknown_name_comes_through_as_text()
    {
        await ScriptAsync("""{"calls":[{"name":"grant_admin","arguments":"{broken"}]}""");
        (await AskAsync(Model(), "hello")).ShouldBeOfType<ModelAnswer.Answered>().Calls.ShouldHaveSingleItem().Arguments.ShouldBe("{broken");
    }

    [Fact]
    public async Task A_model_that_is_too_slow_is_not_waited_for()
    {
        await ScriptAsync("""{"delayMs":30000}""");
        (await AskAsync(Model(("Timeout", "00:00:00.2")), "hello")).ShouldBe(new ModelAnswer.Unavailable("too slow"));
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Wed, 25 Nov 2026 12:01:00 GMT", 60)]
    public async Task Retry_After_is_kept_in_both_forms(string header, int seconds)
    {
        await ScriptAsync($$"""{"status":429,"retryAfter":"{{header}}","times":1}""");
        var model = Model();
        (await AskAsync(model, "hello")).ShouldBe(new ModelAnswer.Unavailable("refused with 429"));
        _clock.Pass(TimeSpan.FromSeconds(seconds - 1));
        (await AskAsync(model, "hello")).ShouldBe(new ModelAnswer.Unavailable("paused after failures", Asked: false));
        _clock.Pass(TimeSpan.FromSeconds(2));
        (await AskAsync(model, "hello")).ShouldBeOfType<ModelAnswer.Answered>();
    }

    [Fact]
    public async Task A_server_that_keeps_failing_is_left_alone_for_a_while()
    {
        await sandbox.FaultAsync("""{"target":"llm","kind":"error","status":500,"times":3}""");
        var model = Model();
        for (var i = 0; i < 3; i++)
            (await AskAsync(model, "hello")).ShouldBe(new ModelAnswer.Unavailable("refused with 500"));
        (await AskAsync(model, "hello")).ShouldBe(new ModelAnswer.Unavailable("paused after failures", Asked: false));
        _clock.Pass(TimeSpan.FromSeconds(31));
        (await AskAsync(model, "hello")).ShouldBeOfType<ModelAnswer.Answered>();
    }

    [Theory]
    [InlineData("ApiKey", "wrong", "refused with 401")]
    [InlineData("Name", "no-such-model", "refused with 404")]
    [InlineData("BaseAddress", "http://127.0.0.1:9/v1/", "cannot be reached, or said too much")]
    public async Task Wrong_settings_are_no_help(string setting, string value, string reason) =>
        (await AskAsync(Model((setting, value)), "hello")).ShouldBe(new ModelAnswer.Unavailable(reason));

    [Fact]
    public async Task The_stand_in_refuses_what_the_vendor_refuses()
    {
        (await PostAsync("""{"model":"sandbox-model","messages":[]}""")).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync("""{"model":"sandbox-model","messages":[{"role":"wizard","content":"hi"}]}""")).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync("""{"model":"sandbox-model","messages":[{"role":"user","content":"hi"}],"temperature":3}""")).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync("""{"model":"sandbox-model","messages":[{"role":"user","content":"hi"}],"magic":true}""")).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(
            """{"model":"sandbox-model","messages":[{"role":"user","content":"hi"}],"tools":[{"type":"function","function":{"name":"x","strict":true,"parameters":{"type":"object","properties":{"a":{"type":"string"}},"required":[],"additionalProperties":false}}}]}"""))
            .ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync("""{"model":"sandbox-model","messages":[{"role":"user","content":"hi"}]}""")).ShouldBe(HttpStatusCode.OK);
    }

    private async Task<HttpStatusCode> PostAsync(string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/llm/v1/chat/completions") { Content = new StringContent(json) };
        request.Headers.Authorization = new("Bearer", "sk-sandbox");
        using var response = await sandbox.Plain.SendAsync(request);
        return response.StatusCode;
    }

    private Task ScriptAsync(string json) => sandbox.PostJsonAsync("/llm/_scripts", json);

    private static Task<ModelAnswer> AskAsync(ILanguageModel model, string text) => model.AskAsync(
        new ModelQuestion("Say what the last message asks for.", [new ModelLine(false, "Hi!"), new ModelLine(true, text)], [Tool], 100), CancellationToken.None);

    private ILanguageModel Model(params (string Name, string Value)[] settings)
    {
        var values = new Dictionary<string, string?>
        {
            ["Conversations:Model:Enabled"] = "true",
            ["Conversations:Model:BaseAddress"] = new Uri(sandbox.Host.BaseAddress, "/llm/v1/").ToString(),
            ["Conversations:Model:ApiKey"] = "sk-sandbox",
            ["Conversations:Model:Name"] = "sandbox-model",
        };
        foreach (var (name, value) in settings)
            values["Conversations:Model:" + name] = value;
        return new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_clock)
            .AddOpenAi(new ConfigurationBuilder().AddInMemoryCollection(values).Build())
            .BuildServiceProvider().GetRequiredService<ILanguageModel>();
    }

    /// <summary>Stands still for pauses; timers run as they do.</summary>
    private sealed class Clock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now;

        public void Pass(TimeSpan time) => _now += time;
    }
}
