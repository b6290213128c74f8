using System.Net;
using System.Net.Sockets;
using EzSolutions.EndToEnd.Tests.Harness;

namespace EzSolutions.EndToEnd.Tests.Startup;

/// <summary>What keeps the program from starting is one clear line; what it was told, it still knows after a restart.</summary>
[Collection(WholeProgram.Name)]
public sealed class StartupTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Port_that_is_in_use_is_one_clear_line(int taken)
    {
        var port = Ports.FreeThree();
        using var other = new TcpListener(IPAddress.Loopback, port + taken);
        other.Start();

        var line = await FailureAsync(RunningProgram.Settings(_data.Path, port));
        line.ShouldContain($"{port + taken}");
        line.ShouldContain("in use", Case.Insensitive);
    }

    [Fact]
    public async Task Data_folder_that_cannot_be_written_is_one_clear_line()
    {
        var file = Path.Combine(_data.Path, "a-file");
        await File.WriteAllTextAsync(file, "");

        var line = await FailureAsync(RunningProgram.Settings(Path.Combine(file, "data"), Ports.FreeThree()));
        line.ShouldContain(file);
        line.ShouldContain("EZ_DATA_DIR");
    }

    [Fact]
    public async Task Production_without_a_database_is_one_clear_line()
    {
        var settings = RunningProgram.Settings(_data.Path, Ports.FreeThree());
        settings["ASPNETCORE_ENVIRONMENT"] = "Production";

        (await FailureAsync(settings)).ShouldContain("ConnectionStrings__Default");
    }

    [Fact]
    public async Task Second_start_keeps_the_conversations_of_the_first()
    {
        string resumeToken;
        await using (var first = await RunningProgram.StartAsync(_data))
        {
            using var visitor = await ChatVisitor.OpenAsync(first.Address);
            await visitor.SayAsync("Which web hosting plans do you have?");
            await visitor.HearAsync("Web hosting");
            resumeToken = visitor.Known.ResumeToken;
        }

        await using var second = await RunningProgram.StartAsync(_data);
        using var returned = await ChatVisitor.OpenAsync(second.Address, resumeToken);
        (await returned.HearAsync("Which web hosting plans do you have?")).Author.Kind.ShouldBe("customer");
        (await returned.HearAsync("Web hosting")).Author.Kind.ShouldBe("bot");
    }

    /// <returns>The only line it said on its error stream before it gave up.</returns>
    private static async Task<string> FailureAsync(Dictionary<string, string> settings)
    {
        await using var server = ServerProcess.Start(settings);
        (await server.WaitForExitAsync()).ShouldBe(1, server.Transcript());
        server.Output.ShouldNotContain(line => line.StartsWith("   at ", StringComparison.Ordinal) || line.Contains("Exception", StringComparison.Ordinal), server.Transcript());
        return server.Errors.ShouldHaveSingleItem(server.Transcript());
    }
}
