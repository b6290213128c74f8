using EzSolutions.Sandbox.Postgres;
using Npgsql;

namespace EzSolutions.Integration.Tests.Conversations;

/// <summary>One throw-away PostgreSQL server, and a database of its own for each test class.</summary>
public sealed class ChatServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ez-chat-").FullName;
    private readonly Lazy<Task<string>> _template;
    private EmbeddedPostgres? _postgres;

    public ChatServer() => _template = new Lazy<Task<string>>(MakeTemplateAsync);

    public async Task InitializeAsync() =>
        _postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataDirectory = _folder, Durable = false }, CancellationToken.None);

    public async Task DisposeAsync()
    {
        await _postgres!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public Task RestartAsync() => _postgres!.RestartAsync(immediate: true, CancellationToken.None);

    /// <summary>A database of this program's version, empty.</summary>
    public async Task<string> NewDatabaseAsync() => await CreateAsync($"TEMPLATE {await _template.Value}");

    /// <summary>Made once by the program itself, then copied.</summary>
    private async Task<string> MakeTemplateAsync()
    {
        var connectionString = await CreateAsync("");
        await using (var host = new ChatHost(connectionString))
            host.Services.ShouldNotBeNull();
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        await ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        return name;
    }

    private async Task<string> CreateAsync(string options)
    {
        var name = $"chat_{Guid.CreateVersion7():N}";
        await ExecuteAsync($"CREATE DATABASE {name} {options}");
        return new NpgsqlConnectionStringBuilder(_postgres!.ConnectionString) { Database = name, MaxPoolSize = 40 }.ConnectionString;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_postgres!.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class ChatServerGroup : ICollectionFixture<ChatServer>
{
    public const string Name = "chat server";
}
