using EzSolutions.Application.Conversations.Models;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Conversations.OpenAi;

/// <summary>
/// Leaves a server alone that asked for it (Retry-After) or that keeps failing. Each node finds out for itself: what it costs is a few slow messages.
/// </summary>
internal sealed class ModelPauses(IOptionsMonitor<OpenAiOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private DateTimeOffset _until = DateTimeOffset.MinValue;
    private int _failures;

    public bool IsPaused
    {
        get
        {
            lock (_gate)
                return time.GetUtcNow() < _until;
        }
    }

    public void Succeeded()
    {
        lock (_gate)
            _failures = 0;
    }

    /// <param name="after">What the server asked for, if it did.</param>
    public void Failed(TimeSpan? after)
    {
        var limits = options.CurrentValue;
        lock (_gate)
        {
            _failures++;
            var pause = after ?? (_failures >= limits.FailuresBeforePause ? limits.Pause : TimeSpan.Zero);
            var until = time.GetUtcNow() + (pause < Longest ? pause : Longest);
            _until = until > _until ? until : _until;
        }
    }
}
