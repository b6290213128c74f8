using EzSolutions.Contract.Tests.Sandbox.Stripe;
using EzSolutions.Sandbox.Postgres;
using Npgsql;

namespace EzSolutions.Contract.Tests.Sandbox;

public sealed class KilledProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_database_whose_process_was_killed_runs_on_and_is_found_again()
    {
        using var process = await SandboxProcess.StartAsync("postgres", "--data", _folder.Path);
        var before = await StartTimeAsync(process.Said);
        await process.KillAsync();
        await using (var found = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataDirectory = _folder.Path }, default))
        {
            found.ConnectionString.ShouldBe(process.Said);
            (await StartTimeAsync(found.ConnectionString)).ShouldBe(before);
        }

        // Nobody is left who uses it: the last to leave has stopped it.
        await Should.ThrowAsync<NpgsqlException>(() => StartTimeAsync(process.Said + ";Pooling=false"));
    }

    [Fact]
    public async Task A_killed_sandbox_still_knows_what_it_answered_for()
    {
        string session, upid;
        using (var process = await SandboxProcess.StartAsync("--port", "0", "--smtp-port", "0", "--data", _folder.Path, "--app", "http://127.0.0.1:9", "--task-ms", "200"))
        {
            using var stripe = Client(process, "/stripe/", "Bearer sk_test_sandbox");
            using var proxmox = Client(process, "/proxmox/api2/json/", "PVEAPIToken=ez@pve!automation=5b1c0000-sandbox-0000-0000-000000000001");
            session = (await stripe.PostAsync("v1/checkout/sessions", "key", StripeCalls.Order)).Text("id");
            upid = (await proxmox.CallAsync("POST", "nodes/pve1/qemu/9000/clone", ("newid", "3001"), ("name", "kept"))).Text("data");
            await process.KillAsync();
        }

        using var again = await SandboxProcess.StartAsync("--port", "0", "--smtp-port", "0", "--data", _folder.Path, "--app", "http://127.0.0.1:9");
        using var stripeAgain = Client(again, "/stripe/", "Bearer sk_test_sandbox");
        using var proxmoxAgain = Client(again, "/proxmox/api2/json/", "PVEAPIToken=ez@pve!automation=5b1c0000-sandbox-0000-0000-000000000001");
        (await stripeAgain.PostAsync("v1/checkout/sessions", "key", StripeCalls.Order)).Text("id").ShouldBe(session);
        var task = await Wire.EventuallyAsync(async () =>
            await proxmoxAgain.CallAsync("GET", $"nodes/pve1/tasks/{upid}/status") is var reply && reply.Text("data.status") == "stopped" ? reply : null);
        task.Text("data.exitstatus").ShouldBe("OK");
        (await proxmoxAgain.CallAsync("GET", "nodes/pve1/qemu/3001/config")).Text("data.name").ShouldBe("kept");
    }

    [Fact]
    public async Task An_argument_it_does_not_know_is_said_with_its_usage()
    {
        var error = await Should.ThrowAsync<InvalidOperationException>(() => SandboxProcess.StartAsync("--colour", "red"));
        error.Message.ShouldContain("Not understood: --colour");
        error.Message.ShouldContain("usage: sandbox");
    }

    private static HttpClient Client(SandboxProcess process, string path, string authorization)
    {
        var client = new HttpClient { BaseAddress = new Uri(new Uri(process.Said.Split(' ')[1]), path) };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        return client;
    }

    private static async Task<object?> StartTimeAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select pg_postmaster_start_time()", connection);
        return await command.ExecuteScalarAsync();
    }
}
