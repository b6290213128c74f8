using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Email;

/// <summary>Section <c>Email</c>: the SMTP server mail goes out by.</summary>
internal sealed class EmailOptions
{
    public string Host { get; set; } = string.Empty;

    public int Port { get; set; } = 587;

    public bool UseTls { get; set; } = true;

    public string? UserName { get; set; }

    public string? Password { get; set; }

    public string From { get; set; } = string.Empty;

    public string FromName { get; set; } = "EZ Solutions";
}

internal sealed class EmailOptionsValidator : IValidateOptions<EmailOptions>
{
    public ValidateOptionsResult Validate(string? name, EmailOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Host))
        {
            return ValidateOptionsResult.Fail("Email:Host is empty: set Email__Host to your SMTP server.");
        }

        return System.Net.Mail.MailAddress.TryCreate(options.From, out _)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Email:From is not an address: set Email__From to the sender, e.g. billing@example.com.");
    }
}
