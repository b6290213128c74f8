using System.Text.Json.Nodes;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.Effects;

internal sealed record ChargeEffect(string PaymentIntent, string Charge, long Amount, string Currency, JsonObject Metadata, DateTimeOffset At);

internal sealed record RefundEffect(string PaymentIntent, string Refund, long Amount, string Currency, DateTimeOffset At);

internal sealed record MachineEffect(string Node, int Vmid, string Name, string Tags, string Description, DateTimeOffset At);

internal sealed record MailEffect(string Id, IReadOnlyList<string> To, string Subject, DateTimeOffset At);

/// <param name="What">sent, updated or deleted.</param>
internal sealed record TeamsEffect(string Conversation, string Activity, string What, string? Text, bool Card, DateTimeOffset At);

/// <param name="What">sent, updated or whispered (seen by one person alone).</param>
internal sealed record SlackEffect(string Team, string Channel, string? Thread, string Ts, string What, string? Text, bool Blocks, DateTimeOffset At);

/// <summary>What was really done outside, as the outside world would count it: money moved, machines made, mails sent.</summary>
internal sealed class EffectLog(Journal journal)
{
    private readonly Table<ChargeEffect> _charges = journal.Table<ChargeEffect>("effect_charges");
    private readonly Table<RefundEffect> _refunds = journal.Table<RefundEffect>("effect_refunds");
    private readonly Table<MachineEffect> _created = journal.Table<MachineEffect>("effect_machines_created");
    private readonly Table<MachineEffect> _destroyed = journal.Table<MachineEffect>("effect_machines_destroyed");
    private readonly Table<MailEffect> _mails = journal.Table<MailEffect>("effect_mails");
    private readonly Table<TeamsEffect> _teams = journal.Table<TeamsEffect>("effect_teams");
    private readonly Table<SlackEffect> _slack = journal.Table<SlackEffect>("effect_slack");

    public IReadOnlyList<ChargeEffect> Charges => _charges.All();

    public IReadOnlyList<RefundEffect> Refunds => _refunds.All();

    public IReadOnlyList<MachineEffect> MachinesCreated => _created.All();

    public IReadOnlyList<MachineEffect> MachinesDestroyed => _destroyed.All();

    public IReadOnlyList<MailEffect> MailsSent => _mails.All();

    public IReadOnlyList<TeamsEffect> TeamsMessages => _teams.All();

    public IReadOnlyList<SlackEffect> SlackMessages => _slack.All();

    public void Charged(ChargeEffect effect) => _charges.Put(effect.Charge, effect);

    public void Refunded(RefundEffect effect) => _refunds.Put(effect.Refund, effect);

    /// <param name="uid">Identity of this very machine; a VMID can be used again.</param>
    public void MachineCreated(string uid, MachineEffect effect) => _created.Put(uid, effect);

    /// <summary>Name, tags and description come after the clone; the record shows the latest.</summary>
    public void MachineDescribed(string uid, string name, string tags, string description)
    {
        if (_created.Find(uid) is { } known)
            _created.Put(uid, known with { Name = name, Tags = tags, Description = description });
    }

    public void MachineDestroyed(string uid, MachineEffect effect) => _destroyed.Put(uid, effect);

    public void MailSent(MailEffect effect) => _mails.Put(effect.Id, effect);

    public void TeamsMessage(TeamsEffect effect) => _teams.Put($"{_teams.Count}", effect);

    public void SlackMessage(SlackEffect effect) => _slack.Put($"{_slack.Count}", effect);
}
