using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.Mail;

internal static class MailEndpoints
{
    public static void AddMail(this IServiceCollection services)
    {
        services.AddSingleton<Mailbox>();
        services.AddSingleton<SmtpListener>();
        services.AddHostedService(provider => provider.GetRequiredService<SmtpListener>());
    }

    public static void MapMail(this WebApplication app)
    {
        app.MapGet("/mail", MailPage.ShowAsync);
        app.MapGet("/mail/messages", (HttpContext context, Mailbox mailbox) => context.Response.WriteAsJsonAsync(
            mailbox.Newest(context.Request.Query["to"].ToString()).Select(Shown), Journal.Json, context.RequestAborted));
        app.MapGet("/mail/messages/{id}", (HttpContext context, Mailbox mailbox, string id) =>
        {
            if (mailbox.Find(id) is { } message)
                return context.Response.WriteAsJsonAsync(Shown(message), Journal.Json, context.RequestAborted);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        app.MapDelete("/mail/messages", (HttpContext context, Mailbox mailbox) =>
        {
            mailbox.Clear();
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        });
    }

    private static object Shown(MailMessage message) => new
    {
        message.Id,
        To = string.Join(", ", message.Recipients),
        message.From,
        message.Subject,
        message.Text,
        message.Html,
        message.ReceivedAt,
        message.Attachments,
    };
}
