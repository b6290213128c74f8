using System.Net;
using EzSolutions.EndToEnd.Tests.Harness;

namespace EzSolutions.EndToEnd.Tests.Story.Channels;

/// <summary>One customer on one channel, who sees and does what that channel lets people see and do. A channel joins the story by being one of these.</summary>
internal abstract class Talker(RunningProgram program, string channel) : IDisposable
{
    protected RunningProgram Program => program;

    public string Email { get; } = $"anna.{channel}@example.com";

    public string Server { get; } = $"{channel}1.example.com";

    private Outside Outside => new(program.SandboxAddress);

    /// <summary>The customer is there, and can write.</summary>
    public abstract Task ArriveAsync();

    public abstract Task SayAsync(string text);

    public abstract Task PressAsync(Told on, Choice choice);

    /// <summary>Everything said to this customer so far, in order; what changed in its place as it is now.</summary>
    public abstract Task<IReadOnlyList<Told>> ReadAsync();

    public abstract void Dispose();

    /// <summary>From being asked who it is until it is known: by a code where nobody is known, by linking the account where one is.</summary>
    public virtual async Task SignInAsync()
    {
        var offered = await HearAsync("a link", t => t.Shows("Link your account"));
        await LinkAsync(offered.Choice("Link my account").Link.ShouldNotBeNull());
    }

    public Task<Told> HearAsync(string words) => HearAsync($"\"{words}\"", t => t.Shows(words));

    /// <summary>The newest thing of this kind, once there is one.</summary>
    public async Task<Told> HearAsync(string what, Func<Told, bool> isIt)
    {
        IReadOnlyList<Told> all = [];
        try
        {
            return await Eventually.GetAsync(what, async _ => (all = await ReadAsync()).LastOrDefault(isIt));
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message} What was said:\n{string.Join("\n--\n", all)}", late);
        }
    }

    protected Task<string> CodeAsync() => Outside.SignInCodeAsync(Email);

    /// <summary>In a browser of the customer's own, as the page's forms do it.</summary>
    private async Task LinkAsync(Uri link)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() });
        (await browser.GetStringAsync(link)).ShouldContain("asks to be linked");
        await PostAsync(browser, link, "");
        await PostAsync(browser, link, "/code", ("email", Email));
        var done = await PostAsync(browser, link, "/finish", ("email", Email), ("code", await CodeAsync()), ("consent", "yes"));
        done.ShouldContain("Your account is linked");
    }

    private static async Task<string> PostAsync(HttpClient browser, Uri link, string step, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var answer = await browser.PostAsync(new Uri(link.AbsoluteUri + step), content);
        var page = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(page);
        return page;
    }
}
