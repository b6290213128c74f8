using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Conversations.DirectLine;

/// <summary>The program with two sites that may use Direct Line. A class fixture.</summary>
public sealed class DirectLineHost : IAsyncLifetime
{
    internal ApiHost Host { get; } = new() { Settings = DirectLineClient.Settings };

    public Task InitializeAsync() => Host.InitializeAsync();

    public Task DisposeAsync() => Host.DisposeAsync();
}
