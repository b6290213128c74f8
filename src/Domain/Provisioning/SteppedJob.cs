using System.Globalization;

namespace EzSolutions.Domain.Provisioning;

/// <summary>A job of several steps, each with what was intended before an outside call and what came of it, and a log for staff.</summary>
/// <typeparam name="TStep">The kind of its steps.</typeparam>
public abstract class SteppedJob<TStep> : MachineJob
    where TStep : JobStep
{
    private const int LogLimit = 200;
    private readonly List<string> _log = [];

    private protected SteppedJob(Guid id, Service service, Guid? conversationId, DateTimeOffset now)
        : base(id, service, conversationId, now)
    {
    }

    private protected SteppedJob()
    {
    }

    /// <summary>Why it was given up, for staff.</summary>
    public string? GaveUpBecause { get; private protected set; }

    /// <summary>In their order.</summary>
    public abstract IReadOnlyList<TStep> Steps { get; }

    /// <summary>What happened, oldest first; free of secrets (P07).</summary>
    public IReadOnlyList<string> Log => _log;

    /// <summary>The first step that is not done.</summary>
    public TStep Current => Steps.FirstOrDefault(s => s.State is not ProvisioningStepState.Done) ?? Steps[^1];

    private protected abstract bool IsRetrying { get; }

    /// <summary>P02: written before the call, so that a crash in the call is known about.</summary>
    public void Intend(DateTimeOffset now, string what)
    {
        Current.Intend(now);
        Note(now, $"{Current.Title}: {what}");
    }

    public void FollowTask(DateTimeOffset now, string taskId)
    {
        Current.Follow(taskId);
        Note(now, $"{Current.Title}: task {taskId}");
    }

    public void ForgetTask() => Current.Follow(null);

    /// <summary>A try that did not work.</summary>
    /// <returns>How often the step has failed by now.</returns>
    public int FailAttempt(DateTimeOffset now, string reason)
    {
        Current.FailOnce(reason);
        Note(now, $"{Current.Title}: try {Current.Attempts} failed: {reason}");
        if (!IsRetrying)
        {
            RetryLater();
            Progressed();
        }

        return Current.Attempts;
    }

    public void Note(DateTimeOffset now, string line)
    {
        if (_log.Count == LogLimit)
            _log.RemoveAt(1);
        _log.Add(string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z {line}"));
    }

    private protected abstract void RetryLater();

    private protected abstract void Progressed();
}
