namespace EzSolutions.Sandbox.Faults;

/// <summary>The faults that are switched on. Lives in memory: a restart is a clean world.</summary>
internal sealed class FaultBoard
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];
    private int _count;

    public Fault Add(Fault fault)
    {
        lock (_gate)
        {
            var numbered = fault with { Id = $"fault_{++_count}" };
            _faults.Add(numbered);
            return numbered;
        }
    }

    public IReadOnlyList<Fault> All()
    {
        lock (_gate)
            return [.. _faults];
    }

    public bool Remove(string id)
    {
        lock (_gate)
            return _faults.RemoveAll(f => f.Id == id) > 0;
    }

    public void Clear()
    {
        lock (_gate)
            _faults.Clear();
    }

    public bool Any(string target, string kind)
    {
        lock (_gate)
            return _faults.Exists(f => f.Target == target && f.Kind == kind && !f.Spent);
    }

    /// <summary>Uses up one occurrence of the first fault of these kinds that covers any form of the call.</summary>
    public Fault? Take(string target, ReadOnlySpan<string> kinds, params ReadOnlySpan<string> forms)
    {
        lock (_gate)
        {
            for (var i = 0; i < _faults.Count; i++)
            {
                var fault = _faults[i];
                if (fault.Target != target || fault.Spent || !kinds.Contains(fault.Kind))
                    continue;
                foreach (var form in forms)
                {
                    if (!fault.Covers(form))
                        continue;
                    _faults[i] = fault with { Happened = fault.Happened + 1 };
                    return _faults[i];
                }
            }

            return null;
        }
    }
}
