using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EzSolutions.EndToEnd.Tests.DirectLine;

/// <summary>Microsoft's own Adaptive Cards library, as npm has it, as the judge of our cards: it holds the format's schema and draws them in Teams and Web Chat.</summary>
internal static class OfficialCards
{
    /// <returns>For each card what the library has against it; empty when it is a good card of version 1.5.</returns>
    public static async Task<IReadOnlyList<string[]>> FaultsAsync(IEnumerable<JsonNode> cards)
    {
        await ClientSite.InstallAsync();
        using var node = Process.Start(new ProcessStartInfo("node", ["check-cards.js"])
        {
            WorkingDirectory = ClientSite.Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }).ShouldNotBeNull();
        var (said, failed) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.StandardInput.WriteAsync(new JsonArray([.. cards.Select(c => c.DeepClone())]).ToJsonString());
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0, await failed);
        return JsonSerializer.Deserialize<List<string[]>>(await said).ShouldNotBeNull();
    }
}
