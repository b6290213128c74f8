using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations.Channels;
using MediatR;

namespace EzSolutions.Application.Conversations.Channels.Slack;

/// <summary>Somebody wants the app in their workspace. Error: slack_install_off.</summary>
[Access(Audience.Anyone)]
public sealed record BeginSlackInstall : IQuery<SlackInstallStart>;

/// <param name="AskAt">Slack's page to send them to.</param>
/// <param name="Browser">A secret for their browser: the way back works in it alone.</param>
public sealed record SlackInstallStart(Uri AskAt, string Browser)
{
    /// <summary>Never shows the secret in a log.</summary>
    public override string ToString() => nameof(SlackInstallStart);
}

/// <summary>Slack has sent them back with a permission. Errors: slack_state_invalid, and those of <see cref="ISlackInstaller.ExchangeAsync"/>.</summary>
[Access(Audience.Anyone)]
public sealed record CompleteSlackInstall(string Code, string State, string? Browser) : IWorkflow<SlackInstalled>
{
    /// <summary>Never shows the code in a log.</summary>
    public override string ToString() => nameof(CompleteSlackInstall);
}

public sealed record SlackInstalled(string Team, string Name);

internal sealed class InstallOnSlackHandler(
    IStore store, IUnitOfWork unitOfWork, ISecretProtector protector, IIdGenerator ids, TimeProvider time, IEnumerable<ISlackInstaller> installers) :
    IRequestHandler<BeginSlackInstall, Result<SlackInstallStart>>,
    IRequestHandler<CompleteSlackInstall, Result<SlackInstalled>>
{
    private const string Purpose = "slack-install";
    private const string Channel = "slack";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    public Task<Result<SlackInstallStart>> Handle(BeginSlackInstall request, CancellationToken cancellationToken)
    {
        if (installers.FirstOrDefault() is not { } slack)
            return Task.FromResult<Result<SlackInstallStart>>(SlackErrors.CannotInstall);
        var browser = RandomNumberGenerator.GetHexString(64, lowercase: true);
        var until = (time.GetUtcNow() + Life).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var state = Base64Url.EncodeToString(protector.Seal($"{browser} {until}", Purpose));
        return Task.FromResult<Result<SlackInstallStart>>(new SlackInstallStart(slack.AskAt(state), browser));
    }

    public async Task<Result<SlackInstalled>> Handle(CompleteSlackInstall request, CancellationToken cancellationToken)
    {
        if (installers.FirstOrDefault() is not { } slack)
            return SlackErrors.CannotInstall;
        // Somebody else's permission must not be finished in this browser, nor this one's in another.
        if (!IsOf(request.State, request.Browser))
            return SlackErrors.StateInvalid;
        var granted = await slack.ExchangeAsync(request.Code, cancellationToken);
        return granted.Error is { } error ? error : await unitOfWork.RunAsync(ct => KeepAsync(granted.Value, ct), cancellationToken);
    }

    private async Task<Result<SlackInstalled>> KeepAsync(SlackGrant grant, CancellationToken ct)
    {
        var installation = await store.FindAsync<ChannelInstallation>(i => i.Channel == Channel && i.Tenant == grant.Team, ct);
        if (installation is null)
            store.Add(installation = ChannelInstallation.For(ids.NewId(), Channel, grant.Team));
        var token = protector.Seal(grant.Token, ChannelInstallation.TokenBinding(installation.Id));
        installation.Install(grant.Name, grant.BotUserId, grant.InstalledBy, token, time.GetUtcNow());
        await store.FlushAsync(ct);
        return new SlackInstalled(grant.Team, installation.Name);
    }

    private bool IsOf(string state, string? browser)
    {
        if (browser is null || state.Length is 0 or > 1_024 || !Base64Url.IsValid(state))
            return false;
        try
        {
            var parts = protector.Open(Base64Url.DecodeFromChars(state), Purpose).Split(' ');
            return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(parts[0]), Encoding.UTF8.GetBytes(browser))
                && long.Parse(parts[1], CultureInfo.InvariantCulture) > time.GetUtcNow().ToUnixTimeSeconds();
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
