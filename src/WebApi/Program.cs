using EzSolutions.WebApi.Conversations.TeamsManifest;
using EzSolutions.WebApi.Hosting;

try
{
    if (args is [TeamsManifestCommand.Name, .. var rest])
        return await TeamsManifestCommand.RunAsync(rest);
    var builder = WebApplication.CreateBuilder(args);
    await using var surroundings = await LocalSurroundings.StartAsync(builder, CancellationToken.None);
    builder.AddEzSolutions(surroundings);

    await using var app = builder.Build();
    app.UseEzSolutions();
    await app.PrepareDatabaseAsync();
    app.AnnounceAddresses(surroundings);
    await app.RunAsync();
    return 0;
}
catch (Exception exception) when (StartupFailure.Explain(exception) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}

/// <summary>The entry point, visible to the tests that host it.</summary>
internal sealed partial class Program;
