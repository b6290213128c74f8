using EzSolutions.Application.Conversations.Models;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Conversations.OpenAi;

/// <summary>Section <c>Conversations:Model</c>, the vendor's part: any server that speaks OpenAI's chat completions, a local one too.</summary>
internal sealed class OpenAiOptions
{
    /// <summary>With the version, e.g. <c>https://api.openai.com/v1/</c>.</summary>
    public Uri BaseAddress { get; set; } = new("https://api.openai.com/v1/");

    /// <summary>Never in source control. Servers without keys take any text.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>The model's name as the server knows it.</summary>
    public string Name { get; set; } = "";

    /// <summary>A longer answer is cut off and counts as none.</summary>
    public int AnswerBytes { get; set; } = 256 * 1024;

    /// <summary>Failures in a row after which the model is left alone for a while.</summary>
    public int FailuresBeforePause { get; set; } = 3;

    /// <summary>How long, where the server does not say.</summary>
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(30);
}

internal sealed class OpenAiOptionsValidator(IOptions<ModelOptions> model) : IValidateOptions<OpenAiOptions>
{
    public ValidateOptionsResult Validate(string? name, OpenAiOptions options)
    {
        List<string> failures = [];
        Require(options.Name.Length > 0, "Name is empty: set it to a model the server has, or Conversations:Model:Enabled to false.");
        Require(options.ApiKey.Length > 0, "ApiKey is empty: set Conversations__Model__ApiKey to the server's key (any text for a server without keys).");
        Require(
            options.BaseAddress is { IsAbsoluteUri: true } address && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback),
            "BaseAddress must be an https address (http only on loopback), e.g. https://api.openai.com/v1/.");
        Require(options.AnswerBytes is >= 4096 and <= 16 * 1024 * 1024, "AnswerBytes must be between 4096 and 16777216.");
        Require(options.FailuresBeforePause > 0, "FailuresBeforePause must be at least 1.");
        Require(options.Pause > TimeSpan.Zero, "Pause must be longer than zero, e.g. 00:00:30.");
        var limits = model.Value;
        Require(limits.Timeout > TimeSpan.Zero && limits.Timeout <= TimeSpan.FromMinutes(1), "Timeout must be between zero and a minute: a customer waits for it.");
        Require(limits.ContextEntries is >= 0 and <= 30, "ContextEntries must be between 0 and 30.");
        Require(limits.AnswerTokens is >= 50 and <= 4000, "AnswerTokens must be between 50 and 4000.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Require(bool holds, string cure)
        {
            if (!holds)
                failures.Add($"{ModelOptions.Section}:{cure}");
        }
    }
}
