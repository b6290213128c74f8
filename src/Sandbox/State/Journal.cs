using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.State;

/// <summary>
/// Everything the stand-ins remember: tables in memory, each change appended to one file as a line. A line is one
/// transaction, so a killed process leaves all of it or nothing.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const long CompactFrom = 4 * 1024 * 1024;

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly Dictionary<string, ITable> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OrderedDictionary<string, JsonNode>> _loaded = new(StringComparer.Ordinal);
    private readonly List<(string Table, string Id, Func<JsonNode?> Value, Action Undo)> _pending = [];
    private readonly FileStream _file;
    private int _depth;

    public Journal(string folder)
    {
        Directory.CreateDirectory(folder);
        _path = Path.Combine(folder, "state.jsonl");
        Load();
        _file = Open();
    }

    public Table<T> Table<T>(string name)
        where T : class
    {
        lock (_gate)
        {
            if (_tables.TryGetValue(name, out var known))
                return (Table<T>)known;
            var table = new Table<T>(this, name);
            if (_loaded.Remove(name, out var rows))
            {
                foreach (var (id, value) in rows)
                    table.Restore(id, value.Deserialize<T>(Json)!);
            }

            _tables.Add(name, table);
            return table;
        }
    }

    /// <summary>One at a time; what it changed is written together, or undone together if it throws.</summary>
    public T Transact<T>(Func<T> work)
    {
        lock (_gate)
        {
            _depth++;
            try
            {
                var result = work();
                if (_depth == 1)
                    Append();
                return result;
            }
            catch when (_depth == 1)
            {
                Undo();
                throw;
            }
            finally
            {
                _depth--;
            }
        }
    }

    public void Transact(Action work) => Transact(() =>
    {
        work();
        return true;
    });

    public void Dispose()
    {
        lock (_gate)
            _file.Dispose();
    }

    internal T Read<T>(Func<T> read)
    {
        lock (_gate)
            return read();
    }

    internal void Changed(string table, string id, Func<JsonNode?> value, Action undo)
    {
        if (_depth == 0)
            throw new InvalidOperationException("A table changes only inside Transact.");
        _pending.Add((table, id, value, undo));
    }

    private void Append()
    {
        if (_pending.Count == 0)
            return;
        var line = new JsonArray();
        // Only the last state of a row within one transaction matters.
        foreach (var change in _pending.GroupBy(p => (p.Table, p.Id)).Select(g => g.Last()))
            line.Add(new JsonArray(change.Table, change.Id, change.Value()));
        _pending.Clear();
        _file.Write(Encoding.UTF8.GetBytes(line.ToJsonString(Json) + "\n"));
        _file.Flush();
    }

    private void Undo()
    {
        for (var i = _pending.Count - 1; i >= 0; i--)
            _pending[i].Undo();
        _pending.Clear();
    }

    private void Load()
    {
        if (!File.Exists(_path))
            return;
        var bytes = File.ReadAllBytes(_path);
        var complete = 0;
        for (int end; (end = Array.IndexOf(bytes, (byte)'\n', complete)) >= 0; complete = end + 1)
        {
            if (TryParse(bytes.AsSpan(complete, end - complete)) is not { } changes)
                break;
            foreach (var change in changes)
                Apply(change!.AsArray());
        }

        // A line cut off by a crash was never answered for: its transaction did not happen.
        if (complete < bytes.Length)
        {
            using var file = File.Open(_path, FileMode.Open, FileAccess.Write);
            file.SetLength(complete);
        }

        if (complete > CompactFrom)
            Compact();
    }

    private static JsonArray? TryParse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonArray;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Apply(JsonArray change)
    {
        var (table, id) = (change[0]!.GetValue<string>(), change[1]!.GetValue<string>());
        if (!_loaded.TryGetValue(table, out var rows))
            _loaded.Add(table, rows = new OrderedDictionary<string, JsonNode>(StringComparer.Ordinal));
        if (change[2] is { } value)
            rows[id] = value.DeepClone();
        else
            rows.Remove(id);
    }

    private void Compact()
    {
        var aside = _path + ".new";
        using (var writer = new StreamWriter(aside))
        {
            foreach (var (table, rows) in _loaded)
            {
                foreach (var (id, value) in rows)
                    writer.WriteLine(new JsonArray(new JsonArray(table, id, value.DeepClone())).ToJsonString(Json));
            }
        }

        File.Move(aside, _path, overwrite: true);
    }

    private FileStream Open() => new(_path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
}
