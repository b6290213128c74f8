using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using EzSolutions.Application.Billing.Documents;
using EzSolutions.Application.Common;
using EzSolutions.Application.Common.Json;
using EzSolutions.Domain.Common;
using EzSolutions.Infrastructure.Common.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Email;

/// <summary>Sends over SMTP. At least once: a crash between sending and noting it sends again, which mail bears.</summary>
internal sealed class SendEmailHandler(
    AppDbContext context, IUnitOfWork unitOfWork, ISecretProtector secrets, EmailTemplates templates, IMediator mediator, IOptions<EmailOptions> options,
    TimeProvider time)
    : IRequestHandler<SendEmail, Result<Done>>
{
    public async Task<Result<Done>> Handle(SendEmail request, CancellationToken cancellationToken)
    {
        var email = await context.Set<OutgoingEmail>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == request.EmailId, cancellationToken);
        if (email?.SealedModel is null)
        {
            return Done.Value;
        }

        var model = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(secrets.Open(email.SealedModel, Mailer.BoundTo(email.Id)), DomainJson.Options)!;
        var rendered = templates.Render(email.Template, model, email.Locale);

        // M12: a print that fails holds up this mail, and nothing else; the job tries again.
        var printed = email.AttachedDocumentId is { } document ? await mediator.Send(new PrintDocument(document), cancellationToken) : null;
        if (printed?.Error is { } unprinted)
        {
            return unprinted;
        }

        try
        {
            await SendAsync(email.To, email.Id, rendered, printed?.Value, cancellationToken);
        }
        catch (Exception exception) when (exception is SmtpException or IOException)
        {
            return Error.Unavailable("smtp_unavailable", $"The mail server did not take the message: {exception.GetType().Name}.");
        }

        return await unitOfWork.RunAsync<Done>(
            async ct =>
            {
                var row = await context.Set<OutgoingEmail>().SingleAsync(e => e.Id == request.EmailId, ct);
                row.MarkSent(time.GetUtcNow());
                return Done.Value;
            },
            cancellationToken);
    }

    private async Task SendAsync(string to, Guid id, RenderedEmail rendered, PrintedDocument? attached, CancellationToken ct)
    {
        var settings = options.Value;
        using var message = new MailMessage(new MailAddress(settings.From, settings.FromName), new MailAddress(to))
        {
            Subject = rendered.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = rendered.Text,
            BodyEncoding = Encoding.UTF8,
        };
        message.Headers.Add("Message-ID", $"<{id:N}@{new MailAddress(settings.From).Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(rendered.Html, Encoding.UTF8, MediaTypeNames.Text.Html));

        if (attached is not null)
        {
            message.Attachments.Add(new System.Net.Mail.Attachment(new MemoryStream(attached.Pdf), attached.Name, MediaTypeNames.Application.Pdf));
        }

        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.UseTls };
        if (settings.UserName is { Length: > 0 })
        {
            client.Credentials = new System.Net.NetworkCredential(settings.UserName, settings.Password);
        }

        await client.SendMailAsync(message, ct);
    }
}
