using Microsoft.Extensions.Logging.Abstractions;

namespace EzSolutions.Sandbox;

/// <summary>Where the sandbox listens, what it lets in and how fast its world turns.</summary>
public sealed record SandboxOptions
{
    /// <summary>Name of the hosting environment; "Production" is refused.</summary>
    public required string EnvironmentName { get; init; }

    /// <summary>HTTP port on loopback; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>SMTP port on loopback; 0 takes any free one.</summary>
    public int SmtpPort { get; init; }

    /// <summary>Folder of everything remembered between starts.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The application; webhooks go to {AppAddress}/webhooks/stripe and /webhooks/razorpay.</summary>
    public required Uri AppAddress { get; init; }

    public string StripeSecretKey { get; init; } = "sk_test_sandbox";

    public string StripeWebhookSecret { get; init; } = "whsec_sandbox";

    /// <summary>Version that events are rendered in, as an account's default version in Stripe.</summary>
    public string StripeApiVersion { get; init; } = "2025-08-27.basil";

    public string RazorpayKeyId { get; init; } = "rzp_test_sandbox";

    public string RazorpayKeySecret { get; init; } = "razorpay_sandbox_secret";

    public string RazorpayWebhookSecret { get; init; } = "razorpay_webhook_sandbox";

    /// <summary>Name of the merchant on the hosted payment page.</summary>
    public string MerchantName { get; init; } = "EZ Solutions";

    public string ProxmoxTokenId { get; init; } = "ez@pve!automation";

    public string ProxmoxTokenSecret { get; init; } = "5b1c0000-sandbox-0000-0000-000000000001";

    public string ModelApiKey { get; init; } = "sk-sandbox";

    /// <summary>The only model the stand-in has.</summary>
    public string ModelName { get; init; } = "sandbox-model";

    /// <summary>The bot's registration.</summary>
    public string BotAppId { get; init; } = "5a9d0b00-5a9d-4b00-8b00-0000000000a1";

    public string BotAppPassword { get; init; } = "bot_sandbox_secret";

    /// <summary>The organisation that Teams is played for.</summary>
    public string BotTenant { get; init; } = "7e9a0000-7e9a-4000-8000-0000000000b2";

    /// <summary>The workspace that has the app.</summary>
    public string SlackTeam { get; init; } = "T0SANDBOX";

    /// <summary>One that can be asked to add it.</summary>
    public string SlackOtherTeam { get; init; } = "T0OTHER";

    public string SlackAppId { get; init; } = "A0SANDBOX";

    public string SlackBotToken { get; init; } = "xoxb-sandbox-token";

    public string SlackSigningSecret { get; init; } = "slack_sandbox_signing_secret";

    public string SlackClientId { get; init; } = "1000.2000";

    public string SlackClientSecret { get; init; } = "slack_sandbox_client_secret";

    /// <summary>How long a Proxmox task takes.</summary>
    public TimeSpan TaskDuration { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>From a machine's start until its guest agent answers.</summary>
    public TimeSpan GuestBootTime { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>First wait before a refused webhook is sent again; it doubles up to 5 s.</summary>
    public TimeSpan WebhookRetry { get; init; } = TimeSpan.FromMilliseconds(500);

    public int WebhookAttempts { get; init; } = 60;

    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    internal TimeProvider Clock { get; init; } = TimeProvider.System;
}
