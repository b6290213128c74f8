using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace EzSolutions.EndToEnd.Tests.Chaos;

/// <summary>The outside world as it sees itself: mails that arrived, money that moved, machines that exist.</summary>
internal sealed partial class Outside(Uri sandbox) : IDisposable
{
    public const string ProxmoxTokenId = "ez@pve!automation";
    public const string ProxmoxTokenSecret = "5b1c0000-sandbox-0000-0000-000000000001";

    private readonly HttpClient _http = Client(sandbox);

    /// <summary>Waits for a sign-in code that is none of those already tried.</summary>
    public Task<string> SignInCodeAsync(string email, IReadOnlySet<string> tried, CancellationToken ct) => Persistent.AskAsync(
        $"a sign-in code for {email}",
        async token => (await MailsAsync(email, token))
            .Select(m => Code().Match(m.Subject).Value)
            .FirstOrDefault(code => code.Length > 0 && !tried.Contains(code)),
        ct);

    public async Task<IReadOnlyList<Mail>> MailsAsync(string to, CancellationToken ct) =>
        (await _http.GetFromJsonAsync<List<Mail>>(new Uri($"mail/messages?to={Uri.EscapeDataString(to)}", UriKind.Relative), ct))!;

    public async Task<Effects> EffectsAsync(CancellationToken ct) =>
        (await _http.GetFromJsonAsync<Effects>(new Uri("effects", UriKind.Relative), ct))!;

    /// <summary>Every machine of the cluster that is no template.</summary>
    public async Task<IReadOnlyList<Machine>> MachinesAsync(CancellationToken ct)
    {
        var answer = await _http.GetFromJsonAsync<Resources>(new Uri("proxmox/api2/json/cluster/resources?type=vm", UriKind.Relative), ct);
        return [.. answer!.Data.Where(m => m.Template != 1)];
    }

    /// <summary>Pays on the hosted page, as its form does.</summary>
    public async Task PayAsync(Uri page, CancellationToken ct)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("card", "4242424242424242")]);
        using var answer = await _http.PostAsync(page, form, ct);
        if ((int)answer.StatusCode is not (303 or 200))
            throw new ChaosException($"The hosted page answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(ct)}");
    }

    public void Dispose() => _http.Dispose();

    private static HttpClient Client(Uri sandbox)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = sandbox };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"PVEAPIToken={ProxmoxTokenId}={ProxmoxTokenSecret}");
        return http;
    }

    [GeneratedRegex(@"^\d{6}\b", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Code();

    internal sealed record Mail(string Subject, string Text);

    /// <param name="Amount">Minor units.</param>
    internal sealed record Charge(string PaymentIntent, long Amount, IReadOnlyDictionary<string, string> Metadata);

    internal sealed record MadeMachine(string Name, int Vmid);

    internal sealed record Effects(
        IReadOnlyList<Charge> Charges, IReadOnlyList<MadeMachine> MachinesCreated, IReadOnlyList<MadeMachine> MachinesDestroyed);

    internal sealed record Machine(int Vmid, string Name, string Status, int? Template);

    private sealed record Resources(IReadOnlyList<Machine> Data);
}
