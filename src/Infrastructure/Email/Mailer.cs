using System.Text.Json;
using EzSolutions.Application.Common;
using EzSolutions.Application.Common.Json;
using EzSolutions.Application.Common.Texts;
using EzSolutions.Application.Conversations;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Email;

/// <inheritdoc />
internal sealed class Mailer(
    AppDbContext context, IJobQueue jobs, ISecretProtector secrets, IIdGenerator ids, IOptionsMonitor<ConversationOptions> options, TimeProvider time) : IMailer
{
    public async Task QueueAsync(
        string to, string template, IReadOnlyDictionary<string, object?> model, CancellationToken ct, Guid? attachedDocument = null, string? locale = null)
    {
        if (!EmailTemplates.Exists(template))
        {
            throw new InvalidOperationException($"There is no e-mail template '{template}'.");
        }

        var id = ids.NewId();
        var language = SpokenLanguages.FirstOf(locale, await LocaleOfAsync(to, locale, ct), options.CurrentValue.Locale);
        var formats = new Formats(Cultures.Of(language));
        var shown = model.ToDictionary(value => value.Key, value => Shown(value.Value, formats), StringComparer.Ordinal);
        var sealedModel = secrets.Seal(JsonSerializer.Serialize(shown, DomainJson.Options), BoundTo(id));
        context.Add(new OutgoingEmail(id, to, template, sealedModel, language, attachedDocument, time.GetUtcNow()));
        await jobs.EnqueueAsync(new SendEmail(id), ct);
    }

    internal static string BoundTo(Guid id) => $"outgoing-email:{id}";

    private async Task<string?> LocaleOfAsync(string to, string? asked, CancellationToken ct) => SpokenLanguages.Has(asked)
        ? asked
        : await context.Set<Customer>().Where(c => c.Email == to).Select(c => c.Locale).FirstOrDefaultAsync(ct);

    private static object? Shown(object? value, Formats formats) => value switch
    {
        Money money => formats.Amount(money),
        DateOnly day => formats.Day(day),
        IEnumerable<IReadOnlyDictionary<string, object?>> rows => rows.Select(r => r.ToDictionary(v => v.Key, v => Shown(v.Value, formats), StringComparer.Ordinal)).ToList(),
        _ => value,
    };
}
