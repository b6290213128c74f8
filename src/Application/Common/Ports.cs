using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Common;

/// <summary>The one place ids come from: version 7, so that they sort by time.</summary>
public interface IIdGenerator
{
    Guid NewId();
}

/// <summary>Gapless document numbers per series and year, taken under lock in the current transaction (M08).</summary>
public interface INumberSeries
{
    /// <param name="series">ORD, INV, CRN or TCK.</param>
    /// <returns>E.g. <c>INV-2026-000123</c>.</returns>
    Task<string> NextAsync(string series, CancellationToken ct);

    /// <summary>As many numbers in a row, for documents made in a set.</summary>
    Task<IReadOnlyList<string>> NextBlockAsync(string series, int count, CancellationToken ct);
}

/// <summary>Asks for later work. The job exists if and only if the current transaction commits (P01).</summary>
public interface IJobQueue
{
    /// <param name="request">What to run, as <see cref="Actor.System"/>.</param>
    /// <param name="delay">Not before this much later; null is at once.</param>
    Task EnqueueAsync(IJobRequest request, CancellationToken ct, TimeSpan? delay = null);
}

/// <summary>Told when a job has used up its attempts or failed for good (P06); runs in its own unit of work, as the system.</summary>
public interface IDeadJobHandler
{
    Task HandleAsync(DeadJob job, CancellationToken ct);
}

/// <param name="Request">The request that did not succeed.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="LastError">What the last attempt answered; free of secrets.</param>
public sealed record DeadJob(IJobRequest Request, int Attempts, Error LastError);

/// <summary>Publishes to every node straight after the current transaction has committed, and only then (LISTEN/NOTIFY). A hint: never the only way to learn.</summary>
public interface ILiveFeed
{
    /// <param name="topic">What it is about, e.g. <c>entries</c>.</param>
    /// <param name="payload">Ids only; at most 7,900 bytes.</param>
    Task PublishAsync(string topic, string payload, CancellationToken ct);
}

/// <summary>Seals small secrets for storage: AES-256-GCM under a key ring, bound to the row they belong to (design.md §5).</summary>
public interface ISecretProtector
{
    /// <param name="plain">The secret.</param>
    /// <param name="boundTo">Identity of the row, e.g. <c>service-credentials:{id}</c>; opening with another one fails.</param>
    byte[] Seal(string plain, string boundTo);

    string Open(byte[] sealedSecret, string boundTo);
}

/// <summary>Queues an e-mail in the current transaction; sending is a job of its own (M12).</summary>
public interface IMailer
{
    /// <param name="to">Address.</param>
    /// <param name="template">Name of a template, e.g. <c>sign-in-code</c>.</param>
    /// <param name="model">Values for the template, by name; amounts and days as such, they are written as the reader does. Secrets are sealed at rest and dropped once sent.</param>
    /// <param name="attachedDocument">An invoice or credit note that goes with it as PDF, printed when the mail is sent.</param>
    /// <param name="locale">BCP 47 tag of the language it is written in; null takes that of the account with this address, else the installation's.</param>
    Task QueueAsync(
        string to, string template, IReadOnlyDictionary<string, object?> model, CancellationToken ct, Guid? attachedDocument = null, string? locale = null);
}

/// <summary>Addresses of this installation as people reach it.</summary>
public interface IPublicAddresses
{
    Uri Base { get; }

    /// <summary>The absolute address of one of our pages.</summary>
    Uri For(string path);
}

/// <summary>Keyset page: ask for the next with <c>after=</c><see cref="Next"/>; null means the end.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>What to show of a list.</summary>
/// <param name="Limit">1 to 100.</param>
public sealed record PageRequest(int Limit = 20, string? After = null);
