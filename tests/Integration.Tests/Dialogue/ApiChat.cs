using System.Text.Json;
using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Dialogue;

/// <summary>A visitor in the widget, over HTTP.</summary>
internal sealed class ApiChat(ApiClient client, Guid id)
{
    private int _sent;

    public Guid Id => id;

    public ApiClient Client => client;

    public static async Task<ApiChat> OpenAsync(ApiHost host)
    {
        var visitor = host.Visitor();
        var opened = (await visitor.PostAsync("chat/sessions", new { locale = "en" })).ShouldBe(201).Json;
        return new ApiChat(visitor.WithToken(opened.GetProperty("token").GetString()!), opened.GetProperty("conversationId").GetGuid());
    }

    /// <summary>Says a line, with files or without, and waits until it is answered; everything that was said after it.</summary>
    public async Task<string> SayAsync(string text, params string[] attachments)
    {
        var sequence = (await client.PostAsync("chat/messages", new { clientMessageId = $"c{++_sent}", text, attachments })).ShouldBe(202).Json.GetProperty("sequence").GetInt64();
        var answered = await ApiHost.EventuallyAsync(
            async () => (await client.GetAsync($"chat/entries?after={sequence}")).Json.GetProperty("entries").EnumerateArray().ToList(),
            entries => entries.Exists(e => e.GetProperty("author").GetProperty("kind").GetString() == "bot"),
            $"an answer to '{text}'");
        return string.Concat(answered.Select(e => e.GetRawText()));
    }

    /// <summary>Proves an address by the code in the mailbox.</summary>
    public async Task SignInAsync(ApiHost host, string email, int earlierCodes = 0)
    {
        await SayAsync("sign in");
        await SayAsync(email);
        (await SayAsync(await host.CodeAsync(email, earlierCodes))).ShouldContain("signed in");
    }
}
