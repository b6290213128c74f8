namespace EzSolutions.EndToEnd.Tests.Chaos;

/// <param name="Kills">How often the application is killed; the database crashes once, half-way.</param>
/// <param name="Orders">How many orders are placed and paid meanwhile.</param>
/// <param name="Seed">Of the moments; the same seed kills after the same pauses.</param>
internal sealed record ChaosPlan(int Kills, int Orders, int Seed);

/// <param name="Problems">What was lost, doubled or left behind; empty is the only good answer.</param>
internal sealed record ChaosReport(int Kills, int Orders, int Messages, IReadOnlyList<string> Problems);
