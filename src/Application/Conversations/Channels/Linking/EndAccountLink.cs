using System.Buffers.Text;
using System.Security.Cryptography;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations.Channels;
using MediatR;

namespace EzSolutions.Application.Conversations.Channels.Linking;

/// <summary>What a link "that was not me" is about; looking ends nothing, because mailboxes open links by themselves. Error: link_not_found.</summary>
[Access(Audience.Anyone)]
public sealed record LookAtLinkedAccount(string Token) : IQuery<LinkedAccountView>
{
    /// <summary>Never shows a token in a log.</summary>
    public override string ToString() => nameof(LookAtLinkedAccount);
}

/// <param name="Channel">What people call it.</param>
/// <param name="Locale">BCP 47 tag of what the account reads.</param>
public sealed record LinkedAccountView(string Channel, string Email, string? Locale);

/// <summary>
/// Ends the linking that a mail told of, for whoever has that mail: it can do no more than that. All conversations of the account are signed out. One
/// that has ended is no error. Error: link_not_found.
/// </summary>
[Access(Audience.Anyone)]
public sealed record EndAccountLink(string Token) : ICommand<Done>
{
    /// <summary>Never shows a token in a log.</summary>
    public override string ToString() => nameof(EndAccountLink);
}

internal sealed class EndAccountLinkHandler(IStore store, ChannelThreads threads, LinkedAccountMail mail, TimeProvider time) :
    IRequestHandler<LookAtLinkedAccount, Result<LinkedAccountView>>,
    IRequestHandler<EndAccountLink, Result<Done>>
{
    public async Task<Result<LinkedAccountView>> Handle(LookAtLinkedAccount request, CancellationToken cancellationToken)
    {
        var id = mail.Read(request.Token);
        var found = await store.FirstOrDefaultAsync(
            from identity in store.Query<ChannelIdentity>()
            join customer in store.Query<Customer>() on identity.CustomerId equals customer.Id
            where identity.Id == id
            select new { identity.Channel, customer.Email, customer.Locale },
            cancellationToken);
        return found is null ? ChannelErrors.LinkNotFound : new LinkedAccountView(ChannelNames.Of(found.Channel), found.Email, found.Locale);
    }

    public async Task<Result<Done>> Handle(EndAccountLink request, CancellationToken cancellationToken)
    {
        if (mail.Read(request.Token) is not { } id || await store.FindLockedAsync<ChannelIdentity>(id, cancellationToken) is not { } identity)
            return ChannelErrors.LinkNotFound;
        // Linked anew since, it is another linking: this mail says nothing about that one.
        if (identity.UnlinkedAt is not null)
            return Result.Done;
        identity.Unlink(time.GetUtcNow());
        await threads.SignOutAsync(identity.Account, except: null, cancellationToken);
        return Result.Done;
    }
}

/// <summary>Tells a customer by e-mail that a chat account speaks for them from now on, and how to end that if it was not them.</summary>
internal sealed class LinkedAccountMail(IMailer mailer, ISecretProtector protector, IPublicAddresses addresses)
{
    private const string Purpose = "unlink";

    public Task QueueAsync(ChannelIdentity identity, string accountName, string name, string email, CancellationToken ct) => mailer.QueueAsync(
        email,
        "account-linked",
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["name"] = name,
            ["channel"] = ChannelNames.Of(identity.Channel),
            ["account"] = accountName,
            ["link"] = addresses.For($"unlink/{Base64Url.EncodeToString(protector.Seal(identity.Id.ToString("N"), Purpose))}").AbsoluteUri,
        },
        ct);

    /// <returns>The linking; null for a token of nobody's making.</returns>
    public Guid? Read(string token)
    {
        if (token.Length is 0 or > 512 || !Base64Url.IsValid(token))
            return null;
        try
        {
            return Guid.TryParseExact(protector.Open(Base64Url.DecodeFromChars(token), Purpose), "N", out var id) ? id : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
