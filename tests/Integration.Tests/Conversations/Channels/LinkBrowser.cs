using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Integration.Tests.Conversations.Channels;

/// <summary>Somebody's browser at a link, with a mailbox of any address.</summary>
internal sealed class LinkBrowser(ChannelRoom room, string link) : IDisposable
{
    private readonly HttpClient _http = room.Host.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    public Task<string> LookAsync() => _http.GetStringAsync(link);

    public Task<HttpResponseMessage> ClaimAsync() => _http.PostAsync(link, null);

    public async Task<HttpResponseMessage> FinishAsync(string email, bool consent = true)
    {
        var code = await IssueAsync(email);
        Dictionary<string, string> form = new() { ["email"] = email, ["code"] = code };
        if (consent)
            form["consent"] = "yes";
        using var content = new FormUrlEncodedContent(form);
        return await _http.PostAsync($"{link}/finish", content);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>What the e-mail would say; a fresh one each time, without the pause between two.</summary>
    public Task<string> IssueAsync(string address) => room.Host.InScopeAsync(async services =>
    {
        var store = services.GetRequiredService<IStore>();
        var issued = await services.GetRequiredService<IUnitOfWork>().RunAsync<string>(
            async ct =>
            {
                if (await store.FindAsync<SignInChallenge>(c => c.Email == address, ct) is { } known)
                {
                    store.Remove(known);
                    await store.FlushAsync(ct);
                }
                EmailAddress.TryParse(address, out var email).ShouldBeTrue();
                var challenge = SignInChallenge.For(services.GetRequiredService<IIdGenerator>().NewId(), email);
                store.Add(challenge);
                return challenge.Issue(services.GetRequiredService<TimeProvider>().GetUtcNow());
            },
            CancellationToken.None);
        return issued.Value;
    });
}
