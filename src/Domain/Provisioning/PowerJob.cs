namespace EzSolutions.Domain.Provisioning;

/// <summary>A power action that was asked for; one at a time per service.</summary>
public sealed class PowerJob : MachineJob
{
    private PowerJob(Guid id, Service service, PowerAction action, Guid? conversationId, string askedBy, DateTimeOffset now)
        : base(id, service, conversationId, now)
    {
        Action = action;
        AskedBy = askedBy;
    }

    private PowerJob()
    {
    }

    public PowerAction Action { get; private set; }

    public string AskedBy { get; private set; } = "";

    public string? Failure { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>P02: when the vendor call was about to be made.</summary>
    public DateTimeOffset? IntentAt { get; private set; }

    public string? TaskId { get; private set; }

    public static PowerJob Create(Guid id, Service service, PowerAction action, Guid? conversationId, string askedBy, DateTimeOffset now) =>
        new(id, service, action, conversationId, askedBy, now);

    public void Intend(DateTimeOffset now)
    {
        IntentAt ??= now;
        TaskId = null;
    }

    public void FollowTask(string taskId) => TaskId = taskId;

    public int FailAttempt()
    {
        TaskId = null;
        return ++Attempts;
    }

    /// <param name="failure">Plain words when it did not work.</param>
    public void Finish(DateTimeOffset now, string? failure)
    {
        FinishedAt = now;
        Failure = failure;
        Release(now);
        Raise(new PowerActionFinished(ServiceId, CustomerId, ConversationId, Action, failure));
    }
}
