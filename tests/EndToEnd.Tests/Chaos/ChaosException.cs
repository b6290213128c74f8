namespace EzSolutions.EndToEnd.Tests.Chaos;

/// <summary>A run that could not be played to its end.</summary>
internal sealed class ChaosException(string message) : Exception(message);
