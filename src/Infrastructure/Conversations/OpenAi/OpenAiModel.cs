using System.ClientModel;
using System.Globalization;
using System.Text.Json;
using EzSolutions.Application.Conversations.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenAI.Chat;

namespace EzSolutions.Infrastructure.Conversations.OpenAi;

/// <summary>Asks over the vendor's SDK, once: a customer waits, so there are no retries here, only pauses.</summary>
internal sealed partial class OpenAiModel(
    ChatClient client, ModelPauses pauses, IOptionsMonitor<ModelOptions> options, TimeProvider time, ILogger<OpenAiModel> logger) : ILanguageModel
{
    public async Task<ModelAnswer> AskAsync(ModelQuestion question, CancellationToken ct)
    {
        if (pauses.IsPaused)
            return new ModelAnswer.Unavailable("paused after failures", Asked: false);

        using var limit = new CancellationTokenSource(options.CurrentValue.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            var completion = await client.CompleteChatAsync(Messages(question), Settings(question), either.Token);
            pauses.Succeeded();
            return Read(completion.Value);
        }
        catch (ClientResultException refused)
        {
            return Refused(refused);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Failed("too slow", null);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or AggregateException)
        {
            return Failed("cannot be reached, or said too much", null);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or ArgumentException or KeyNotFoundException)
        {
            // The SDK reads answers on trust; what it stumbles over is no completion.
            return Failed("answered with something else than a completion", null);
        }
    }

    private static List<ChatMessage> Messages(ModelQuestion question) =>
    [
        new SystemChatMessage(question.Instructions),
        .. question.Lines.Select(line => line.OfCustomer ? (ChatMessage)new UserChatMessage(line.Text) : new AssistantChatMessage(line.Text)),
    ];

    private static ChatCompletionOptions Settings(ModelQuestion question)
    {
        var settings = new ChatCompletionOptions { Temperature = 0, MaxOutputTokenCount = question.MostTokens };
        foreach (var tool in question.Tools)
            settings.Tools.Add(ChatTool.CreateFunctionTool(tool.Name, tool.Description, BinaryData.FromString(tool.Parameters), functionSchemaIsStrict: true));
        return settings;
    }

    private static ModelAnswer.Answered Read(ChatCompletion completion) => new(
        string.Concat(completion.Content.Where(part => part.Kind == ChatMessageContentPartKind.Text).Select(part => part.Text)),
        [.. completion.ToolCalls.Select(call => new ModelCall(call.FunctionName ?? "", call.FunctionArguments?.ToString() ?? ""))],
        completion.Usage?.TotalTokenCount ?? 0);

    private ModelAnswer.Unavailable Refused(ClientResultException refused)
    {
        // Zero: no answer came at all.
        if (refused.Status == 0)
            return Failed("cannot be reached, or said too much", null);
        var busy = refused.Status is 429 or 408 or >= 500;
        if (!busy)
            LogRefused(logger, refused.Status);
        return Failed($"refused with {refused.Status.ToString(CultureInfo.InvariantCulture)}", RetryAfter(refused));
    }

    private ModelAnswer.Unavailable Failed(string reason, TimeSpan? after)
    {
        pauses.Failed(after);
        LogFailed(logger, reason);
        return new ModelAnswer.Unavailable(reason);
    }

    /// <summary>Seconds or a date, as HTTP has it.</summary>
    private TimeSpan? RetryAfter(ClientResultException refused)
    {
        if (refused.GetRawResponse() is not { } response || !response.Headers.TryGetValue("Retry-After", out var value))
            return null;
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(seconds);
        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at > time.GetUtcNow() ? at - time.GetUtcNow() : null;
    }

    [LoggerMessage(341, LogLevel.Warning, "The language model is of no help: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);

    [LoggerMessage(342, LogLevel.Error, "The language model's server refuses our requests with {Status}: see Conversations:Model:ApiKey, Name and BaseAddress")]
    private static partial void LogRefused(ILogger logger, int status);
}
