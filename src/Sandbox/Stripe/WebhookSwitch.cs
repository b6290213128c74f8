using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.Stripe;

internal sealed record SwitchState(bool Enabled);

/// <summary>Off: events wait, to play a redirect whose webhook is late. On again: they are delivered.</summary>
internal sealed class WebhookSwitch(Journal journal)
{
    private readonly Table<SwitchState> _states = journal.Table<SwitchState>("stripe_switches");

    public bool Enabled
    {
        get => _states.Find("webhooks")?.Enabled ?? true;
        set => journal.Transact(() => _states.Put("webhooks", new SwitchState(value)));
    }
}
