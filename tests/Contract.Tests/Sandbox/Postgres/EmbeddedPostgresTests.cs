using EzSolutions.Sandbox.Postgres;
using Npgsql;

namespace EzSolutions.Contract.Tests.Sandbox.Postgres;

public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_fresh_folder_gets_a_server_with_the_database_ez()
    {
        await using var server = await StartAsync();
        (await ScalarAsync(server.ConnectionString, "select current_database()")).ShouldBe("ez");
        (await ScalarAsync(server.ConnectionString, "show server_encoding")).ShouldBe("UTF8");
        (await ScalarAsync(server.ConnectionString, "show max_connections")).ShouldBe("200");
        (await ScalarAsync(server.ConnectionString, "show listen_addresses")).ShouldBe("127.0.0.1");
    }

    [Fact]
    public async Task Data_port_and_password_survive_a_stop_and_a_start()
    {
        string before;
        await using (var first = await StartAsync())
        {
            before = first.ConnectionString;
            await ExecuteAsync(before, "create table kept (n int); insert into kept values (7)");
        }

        await Should.ThrowAsync<NpgsqlException>(() => ScalarAsync(before + ";Pooling=false", "select 1"));
        await using var second = await StartAsync();
        second.ConnectionString.ShouldBe(before);
        (await ScalarAsync(second.ConnectionString, "select n from kept")).ShouldBe(7);
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        await using var server = await StartAsync();
        var wrong = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Password = "guess", Pooling = false };
        (await Should.ThrowAsync<PostgresException>(() => ScalarAsync(wrong.ConnectionString, "select 1"))).SqlState.ShouldBe("28P01");
    }

    [Fact]
    public async Task Two_starts_at_once_share_one_server_and_the_last_to_leave_stops_it()
    {
        var both = await Task.WhenAll(StartAsync(), StartAsync());
        both[0].ConnectionString.ShouldBe(both[1].ConnectionString);
        await both[0].DisposeAsync();
        (await ScalarAsync(both[1].ConnectionString, "select 1")).ShouldBe(1);
        await both[1].DisposeAsync();
        await Should.ThrowAsync<NpgsqlException>(() => ScalarAsync(both[1].ConnectionString + ";Pooling=false", "select 1"));
    }

    [Fact]
    public async Task A_postmaster_pid_of_a_process_that_is_something_else_now_does_not_keep_it_from_starting()
    {
        await (await StartAsync()).DisposeAsync();
        var pidFile = Path.Combine(_folder.Path, "server", "cluster", "postmaster.pid");
        await File.WriteAllTextAsync(pidFile, $"{Environment.ProcessId}\n{Path.GetDirectoryName(pidFile)}\n1\n1\n\n127.0.0.1\n\nready\n");
        await using var server = await StartAsync();
        (await ScalarAsync(server.ConnectionString, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task An_immediate_restart_keeps_what_was_committed()
    {
        await using var server = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataDirectory = _folder.Path }, default);
        await ExecuteAsync(server.ConnectionString, "create table kept (n int); insert into kept values (7)");
        await server.RestartAsync(immediate: true, default);
        (await ScalarAsync(server.ConnectionString + ";Pooling=false", "select n from kept")).ShouldBe(7);
    }

    [Fact]
    public async Task An_interrupted_first_start_is_made_anew()
    {
        var server = Directory.CreateDirectory(Path.Combine(_folder.Path, "server", "cluster.new"));
        await File.WriteAllTextAsync(Path.Combine(server.FullName, "PG_VERSION"), "15");
        await using var started = await StartAsync();
        (await ScalarAsync(started.ConnectionString, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task The_password_file_is_readable_by_its_owner_alone()
    {
        await using var server = await StartAsync();
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Path.Combine(_folder.Path, "server.json")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private Task<EmbeddedPostgres> StartAsync() =>
        EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataDirectory = _folder.Path, Durable = false }, default);

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static async Task ExecuteAsync(string connectionString, string sql) => await ScalarAsync(connectionString, sql);
}
