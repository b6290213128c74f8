namespace EzSolutions.EndToEnd.Tests.Chaos;

/// <param name="Events">Payments, each told of by one event.</param>
/// <param name="Copies">How often each event is delivered.</param>
/// <param name="Senders">How many deliver at a time.</param>
/// <param name="Kills">How often the application dies meanwhile.</param>
/// <param name="Seed">Of the order in which they come.</param>
public sealed record StormPlan(int Events, int Copies, int Senders, int Kills, int Seed);

/// <param name="Milliseconds">Each acknowledgement by a living application, in the order they came.</param>
/// <param name="Took">From the first delivery until everything was acknowledged, starts after kills included.</param>
/// <param name="Settled">From then until everything was processed.</param>
/// <param name="Problems">What was lost, done twice, or does not balance; none is the point.</param>
public sealed record StormReport(
    IReadOnlyList<double> Milliseconds, int Kills, TimeSpan Took, TimeSpan Settled, long Effects, IReadOnlyList<string> Problems);
