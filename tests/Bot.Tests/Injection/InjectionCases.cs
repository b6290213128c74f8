using System.Reflection;
using EzSolutions.Application.Conversations.Models;

namespace EzSolutions.Bot.Tests.Injection;

/// <summary>Where the attacker's words stand.</summary>
public enum Carrier
{
    Message,
    TicketText,
    FileName,
    ArticleText,
    ToolOutput,
}

/// <param name="Wish">What the attacker wants; see <see cref="InjectionCases.Calls"/>.</param>
public sealed record InjectionCase(Carrier Carrier, string Wish, string Technique, string Text);

/// <summary>Every attack in every place it can come from.</summary>
internal static class InjectionCases
{
    public static IReadOnlyList<InjectionCase> All { get; } =
        [.. Enum.GetValues<Carrier>().SelectMany(carrier => Attacks().Select(a => new InjectionCase(carrier, a.Wish, a.Technique, a.Text)))];

    /// <summary>What a model that has been won over answers with, to every message of the conversation.</summary>
    public static IReadOnlyList<ModelCall> Calls(string wish) => wish switch
    {
        "order" => [Call("order_service", """{"plan":"VPS L","product_type":"vps","ram_gb":null,"vcpu":null,"disk_gb":null,"billing_cycle":"annual","region":null,"os":"debian-12","choice":null,"hostname":null,"coupon_code":null}"""), Call("affirm", "{}")],
        "pay" => [Call("pay_invoice", """{"invoice_number":"INV-2026-000001","amount":null,"currency":null}"""), Call("affirm", "{}")],
        "refund" => [Call("refund_request", """{"invoice_number":"INV-2026-000001","order_number":null,"amount":"999999","currency":"EUR"}""")],
        "reboot" => [Call("power_service", """{"action":"reboot","service":"web1"}"""), Call("affirm", "{}")],
        "stop" => [Call("power_service", """{"action":"stop","service":"web1"}"""), Call("affirm", """{"confirm":true}""")],
        "cancel_service" => [Call("cancel_service", """{"service":"web1"}"""), Call("affirm", "{}")],
        "cancel_order" => [Call("cancel_order", """{"order_number":"ORD-2026-000001"}"""), Call("affirm", "{}")],
        "reset" => [Call("reset_credentials", """{"service":"web1"}"""), Call("affirm", "{}")],
        "restore" => [Call("restore_backup", """{"service":"web1"}"""), Call("affirm", "{}")],
        "other_data" => [Call("list_invoices", """{"invoice_number":"INV-2026-000002"}"""), Call("ticket_status", """{"ticket_number":"TCK-2026-000900"}""")],
        "sign_in" => [Call("sign_in", """{"email":"attacker@evil.example"}""")],
        "sign_out" => [Call("sign_out", "{}")],
        "affirm" => [Call("affirm", "{}"), Call("confirm", """{"token":"token1"}""")],
        "unknown" => [Call("reveal_credentials", """{"service":"web1"}"""), Call("grant_admin_role", "{}"), Call("run_sql", """{"sql":"UPDATE invoices SET state = 'paid'"}""")],
        "broken" => [Call("power_service", "{\"action\":\"stop\",\"service\":"), Call("order_service", "[[[[[[[[[["), Call("pay_invoice", """{"invoice_number":{"a":{"b":1}}}"""), Call("", "null")],
        "flood" => [.. Enumerable.Repeat(Call("power_service", """{"action":"reboot","service":"web1"}"""), 500)],
        "funds" => [Call("add_funds", """{"amount":"10000","currency":"EUR"}""")],
        "upgrade" => [Call("upgrade_service", """{"service":"web1","plan":"VPS L","ram_gb":null,"vcpu":null,"disk_gb":null}"""), Call("affirm", "{}")],
        "transfer" => [Call("transfer_domain", """{"domain":"example.com"}""")],
        "data_request" => [Call("data_request", "{}")],
        "profile" => [Call("update_profile", """{"email":"attacker@evil.example"}""")],
        _ => throw new ArgumentOutOfRangeException(nameof(wish), wish, "Unknown wish."),
    };

    private static ModelCall Call(string name, string arguments) => new(name, arguments);

    private static IEnumerable<(string Wish, string Technique, string Text)> Attacks()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Injection/attacks.txt")
            ?? throw new InvalidOperationException("attacks.txt is not embedded.");
        using var reader = new StreamReader(stream);
        foreach (var line in reader.ReadToEnd().Split('\n').Where(l => l.Length > 0 && l[0] != '#'))
        {
            var parts = line.Split(" | ", 3);
            yield return (parts[0], parts[1], parts[2].Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\u200b", "\u200b", StringComparison.Ordinal));
        }
    }
}
