using EzSolutions.Sandbox.Postgres;

namespace EzSolutions.Contract.Tests.Sandbox.Postgres;

public sealed class EmbeddedPostgresErrorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task No_binaries_anywhere_names_the_cure()
    {
        var error = await FailAsync(new BinarySearch());
        error.Message.ShouldContain("npm install");
        error.Message.ShouldContain("EZ_POSTGRES_BIN");
    }

    [Fact]
    public async Task A_wrong_EZ_POSTGRES_BIN_is_said_and_nothing_else_is_tried()
    {
        var search = BinarySearch.FromEnvironment() with { Chosen = _folder.Path };
        (await FailAsync(search)).Message.ShouldContain($"EZ_POSTGRES_BIN is {_folder.Path}");
    }

    [Fact]
    public async Task Binaries_that_are_too_old_are_not_taken()
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (var name in new[] { "initdb", "pg_ctl", "postgres" })
        {
            var path = Path.Combine(_folder.Path, name);
            await File.WriteAllTextAsync(path, "#!/bin/sh\necho 'postgres (PostgreSQL) 14.9'\n");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        (await FailAsync(new BinarySearch { PathFolders = [_folder.Path] })).Message.ShouldContain("No PostgreSQL 15 or newer");
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_one_clear_sentence()
    {
        var file = Path.Combine(_folder.Path, "taken");
        await File.WriteAllTextAsync(file, "");
        var error = await Should.ThrowAsync<EmbeddedPostgresException>(
            () => EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataDirectory = file }, default));
        error.Message.ShouldContain($"The data folder {file} cannot be written");
    }

    private Task<EmbeddedPostgresException> FailAsync(BinarySearch search) => Should.ThrowAsync<EmbeddedPostgresException>(
        () => EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataDirectory = Path.Combine(_folder.Path, "data"), Search = search }, default));
}
