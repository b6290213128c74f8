using System.Collections.Concurrent;
using EzSolutions.EndToEnd.Tests.Harness;

namespace EzSolutions.EndToEnd.Tests.Story.Channels;

/// <summary>One program for all channels, and what was told on each of them: it has to be the same. A class fixture.</summary>
public sealed class ChannelWorld : IAsyncLifetime
{
    internal const string SiteSecret = "a-secret-of-the-site-for-tests-only-00001";

    private readonly DataFolder _data = new();
    private RunningProgram? _program;

    internal RunningProgram Program => _program.ShouldNotBeNull();

    /// <summary>Stories by channel.</summary>
    internal ConcurrentDictionary<string, string> Stories { get; } = new(StringComparer.Ordinal);

    public async Task InitializeAsync() => _program = await RunningProgram.StartAsync(_data, ("DirectLine__Sites__site__Secret", SiteSecret));

    public async Task DisposeAsync()
    {
        if (_program is not null)
            await _program.DisposeAsync();
        _data.Dispose();
    }

    internal Talker Talker(string channel) => channel switch
    {
        "widget" => new WidgetTalker(Program),
        "directline" => new DirectLineTalker(Program),
        "teams" => new TeamsTalker(Program),
        "slack" => new SlackTalker(Program),
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "Nobody talks there."),
    };
}
