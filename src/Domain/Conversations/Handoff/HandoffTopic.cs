namespace EzSolutions.Domain.Conversations.Handoff;

/// <summary>What a customer wants a person for; who answers best is chosen by it.</summary>
public enum HandoffTopic
{
    General,
    Billing,
    Technical,
    Sales,
    Domains,
}
