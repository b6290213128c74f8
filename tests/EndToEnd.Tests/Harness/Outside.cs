using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace EzSolutions.EndToEnd.Tests.Harness;

/// <summary>The world outside as the sandbox plays it: what mails arrived, and what was really done.</summary>
internal sealed partial class Outside(Uri sandbox)
{
    /// <summary>The sign-in code in the newest mail to this address.</summary>
    public async Task<string> SignInCodeAsync(string email)
    {
        var mail = await MailAsync(email, "sign-in code");
        return Code().Match(mail.Text).Value;
    }

    /// <summary>Waits for a mail whose subject contains these words.</summary>
    public Task<Mail> MailAsync(string to, string subject) => Eventually.GetAsync(
        $"a mail to {to} about \"{subject}\"",
        async http => (await http.GetFromJsonAsync<List<Mail>>(new Uri(sandbox, $"mail/messages?to={Uri.EscapeDataString(to)}")))!
            .Find(m => m.Subject.Contains(subject, StringComparison.Ordinal)));

    public async Task<Effects> EffectsAsync()
    {
        using var http = new HttpClient();
        return (await http.GetFromJsonAsync<Effects>(new Uri(sandbox, "effects")))!;
    }

    /// <summary>Follows a pay link to the gateway's page, and pays there as its form does.</summary>
    public async Task PayAsync(Uri link)
    {
        using var browser = new HttpClient();
        using var page = await browser.GetAsync(link);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("card", "4242424242424242")]);
        using var paid = await browser.PostAsync(page.RequestMessage!.RequestUri, form);
        // Back at our own page; whether the money came, the gateway's event says.
        paid.RequestMessage!.RequestUri!.AbsolutePath.ShouldEndWith("/done", customMessage: await paid.Content.ReadAsStringAsync());
    }

    [GeneratedRegex(@"\b\d{6}\b", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Code();

    internal sealed record Mail(string Subject, string Text);

    /// <param name="Amount">Minor units.</param>
    internal sealed record Charge(long Amount, string Currency);

    internal sealed record Machine(string Name, int Vmid);

    internal sealed record Effects(IReadOnlyList<Charge> Charges, IReadOnlyList<Machine> MachinesCreated, IReadOnlyList<Machine> MachinesDestroyed);
}
