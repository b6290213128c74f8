namespace EzSolutions.Domain.Conversations.Channels;

/// <summary>A platform's account: nobody is known by a user id alone, because another tenant may use the same one.</summary>
/// <param name="Channel">teams, slack, ...</param>
/// <param name="Tenant">The Teams tenant or Slack workspace.</param>
/// <param name="UserId">The platform's id of the person.</param>
public sealed record ChannelAccount(string Channel, string Tenant, string UserId);
