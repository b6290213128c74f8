using System.Security.Cryptography;
using System.Text.Json;

namespace EzSolutions.Sandbox.Postgres;

/// <summary>What must be remembered between starts; kept in the data folder, readable by its owner alone.</summary>
internal sealed record ServerSettings(string Id, string Password, int Port, int StartedPid)
{
    public static ServerSettings? Load(string path)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            return JsonSerializer.Deserialize<ServerSettings>(File.ReadAllText(path));
        }
        catch (JsonException e)
        {
            throw new EmbeddedPostgresException($"The file {path} is damaged; restore it from a backup, or remove the whole folder to start empty.", e);
        }
    }

    public static ServerSettings Create() => new(
        RandomNumberGenerator.GetHexString(16, lowercase: true),
        RandomNumberGenerator.GetHexString(40, lowercase: true),
        Port: 0,
        StartedPid: 0);

    /// <summary>Written aside and renamed: a crash leaves the old file or the new one.</summary>
    public void Save(string path)
    {
        var aside = path + ".new";
        File.Delete(aside);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(aside, options))
        {
            JsonSerializer.Serialize(stream, this);
            stream.Flush(flushToDisk: true);
        }

        File.Move(aside, path, overwrite: true);
    }
}
