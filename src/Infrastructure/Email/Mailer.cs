using System.Text.Json;
using EzSolutions.Application.Common;
using EzSolutions.Application.Common.Json;
using EzSolutions.Infrastructure.Common.Persistence;

namespace EzSolutions.Infrastructure.Email;

/// <inheritdoc />
internal sealed class Mailer(AppDbContext context, IJobQueue jobs, ISecretProtector secrets, IIdGenerator ids, TimeProvider time) : IMailer
{
    public async Task QueueAsync(string to, string template, IReadOnlyDictionary<string, object?> model, CancellationToken ct, Guid? attachedDocument = null)
    {
        if (!EmailTemplates.Exists(template))
        {
            throw new InvalidOperationException($"There is no e-mail template '{template}'.");
        }

        var id = ids.NewId();
        var sealedModel = secrets.Seal(JsonSerializer.Serialize(model, DomainJson.Options), BoundTo(id));
        context.Add(new OutgoingEmail(id, to, template, sealedModel, attachedDocument, time.GetUtcNow()));
        await jobs.EnqueueAsync(new SendEmail(id), ct);
    }

    internal static string BoundTo(Guid id) => $"outgoing-email:{id}";
}
