namespace EzSolutions.EndToEnd.Tests.Chaos;

/// <param name="Messages">How many are written, by all talkers together.</param>
/// <param name="Talkers">Conversations that go on at once.</param>
/// <param name="Kills">How often the application dies meanwhile.</param>
/// <param name="Seed">Of what is written in one breath and what only after an answer.</param>
public sealed record TalkPlan(int Messages, int Talkers, int Kills, int Seed);

/// <param name="Took">From the first message until the last one was answered, starts after kills included.</param>
/// <param name="Answered">Messages that belong to exactly one turn of the bot.</param>
/// <param name="Problems">What was lost, answered twice, out of order, or missing in a sequence; none is the point.</param>
public sealed record TalkReport(int Kills, TimeSpan Took, long Answered, IReadOnlyList<string> Problems);
