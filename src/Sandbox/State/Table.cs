using System.Text.Json;

namespace EzSolutions.Sandbox.State;

internal interface ITable;

/// <summary>Rows by id, in order of first insertion. Rows are treated as immutable: change one by putting a new one.</summary>
internal sealed class Table<T>(Journal journal, string name) : ITable
    where T : class
{
    private readonly OrderedDictionary<string, T> _rows = new(StringComparer.Ordinal);

    public T? Find(string id) => journal.Read(() => _rows.GetValueOrDefault(id));

    public IReadOnlyList<T> All() => journal.Read(() => _rows.Values.ToList());

    public IReadOnlyList<string> Keys() => journal.Read(() => _rows.Keys.ToList());

    public int Count => journal.Read(() => _rows.Count);

    public void Put(string id, T row)
    {
        var before = _rows.GetValueOrDefault(id);
        _rows[id] = row;
        journal.Changed(name, id, () => JsonSerializer.SerializeToNode(row, Journal.Json), () =>
        {
            if (before is null)
                _rows.Remove(id);
            else
                _rows[id] = before;
        });
    }

    public void Remove(string id)
    {
        if (!_rows.Remove(id, out var before))
            return;
        journal.Changed(name, id, () => null, () => _rows[id] = before);
    }

    internal void Restore(string id, T row) => _rows[id] = row;
}
