using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Billing.Documents;

/// <summary>Section <c>Billing:Documents</c>.</summary>
internal sealed class PrintOptions
{
    public const string Section = "Billing:Documents";

    /// <summary>A PNG or JPEG file, printed at most 160 by 48 points large; without one, the seller's name stands there.</summary>
    public string? LogoFile { get; set; }
}

internal sealed class PrintOptionsValidator : IValidateOptions<PrintOptions>
{
    public ValidateOptionsResult Validate(string? name, PrintOptions options) =>
        options.LogoFile is { Length: > 0 } file && !File.Exists(file)
            ? ValidateOptionsResult.Fail($"{PrintOptions.Section}:LogoFile names {file}, which does not exist. Give the path of a PNG or JPEG file, or leave it out.")
            : ValidateOptionsResult.Success;
}
