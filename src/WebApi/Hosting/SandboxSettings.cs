using System.Globalization;
using EzSolutions.Sandbox;

namespace EzSolutions.WebApi.Hosting;

/// <summary>The settings that make the real adapters talk to a sandbox; only addresses and keys differ from the real services.</summary>
internal static class SandboxSettings
{
    public static Dictionary<string, string?> For(SandboxOptions options, Uri address, int smtpPort) => new(StringComparer.Ordinal)
    {
        ["Email:Host"] = "127.0.0.1",
        ["Email:Port"] = smtpPort.ToString(CultureInfo.InvariantCulture),
        ["Email:UseTls"] = "false",
        ["Email:From"] = "hello@demo.example",
        ["Email:FromName"] = "Nimbus Hosting",
        ["Billing:Stripe:BaseAddress"] = new Uri(address, "stripe/").ToString(),
        ["Billing:Stripe:SecretKey"] = options.StripeSecretKey,
        ["Billing:Stripe:WebhookSecret"] = options.StripeWebhookSecret,
        ["Billing:Razorpay:BaseAddress"] = new Uri(address, "razorpay/").ToString(),
        ["Billing:Razorpay:KeyId"] = options.RazorpayKeyId,
        ["Billing:Razorpay:KeySecret"] = options.RazorpayKeySecret,
        ["Billing:Razorpay:WebhookSecret"] = options.RazorpayWebhookSecret,
        ["Billing:Razorpay:MerchantName"] = options.MerchantName,
        ["Conversations:Model:BaseAddress"] = new Uri(address, "llm/v1/").ToString(),
        ["Conversations:Model:ApiKey"] = options.ModelApiKey,
        ["Conversations:Model:Name"] = options.ModelName,
        ["Channels:Teams:AppId"] = options.BotAppId,
        ["Channels:Teams:AppPassword"] = options.BotAppPassword,
        ["Channels:Teams:TenantId"] = options.BotTenant,
        ["Channels:Teams:OpenIdMetadata"] = new Uri(address, "botframework/v1/.well-known/openidconfiguration").ToString(),
        ["Channels:Teams:FileHosts"] = "localhost",
        ["Channels:Teams:LoginAddress"] = new Uri(address, "botframework/").ToString(),
        ["Slack:BaseAddress"] = new Uri(address, "slack/").ToString(),
        ["Slack:SigningSecret"] = options.SlackSigningSecret,
        ["Slack:Team"] = options.SlackTeam,
        ["Slack:BotToken"] = options.SlackBotToken,
        ["Slack:ClientId"] = options.SlackClientId,
        ["Slack:ClientSecret"] = options.SlackClientSecret,
        ["Provisioning:Proxmox:BaseAddress"] = new Uri(address, "proxmox/").ToString(),
        ["Provisioning:Proxmox:TokenId"] = options.ProxmoxTokenId,
        ["Provisioning:Proxmox:TokenSecret"] = options.ProxmoxTokenSecret,
        ["Provisioning:Proxmox:Cluster"] = "sandbox",
        ["Provisioning:Proxmox:Template"] = "9000",
        ["Provisioning:Proxmox:Nodes:0"] = "pve1",
        ["Provisioning:Proxmox:Nodes:1"] = "pve2",
    };
}
