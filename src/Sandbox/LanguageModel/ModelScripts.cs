using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.LanguageModel;

/// <summary>The scripts, newest first, and every prompt that came. Lives in memory: a restart is a clean world.</summary>
internal sealed class ModelScripts(TimeProvider clock)
{
    private const int MostPrompts = 2000;

    private readonly Lock _gate = new();
    private readonly List<(ModelScript Script, int Used)> _scripts = [];
    private readonly Queue<SeenPrompt> _prompts = new();

    public void Add(ModelScript script)
    {
        lock (_gate)
            _scripts.Insert(0, (script, 0));
    }

    public void Clear()
    {
        lock (_gate)
        {
            _scripts.Clear();
            _prompts.Clear();
        }
    }

    public IReadOnlyList<SeenPrompt> Prompts()
    {
        lock (_gate)
            return [.. _prompts];
    }

    /// <summary>Remembers a prompt and finds what to answer to it.</summary>
    public ModelScript? Take(JsonObject body, string last)
    {
        lock (_gate)
        {
            _prompts.Enqueue(new SeenPrompt(clock.GetUtcNow(), (JsonObject)body.DeepClone()));
            if (_prompts.Count > MostPrompts)
                _prompts.Dequeue();
            var at = _scripts.FindIndex(s => (s.Script.Times is not { } times || s.Used < times)
                && (string.IsNullOrEmpty(s.Script.Match) || last.Contains(s.Script.Match, StringComparison.OrdinalIgnoreCase)));
            if (at < 0)
                return null;
            _scripts[at] = (_scripts[at].Script, _scripts[at].Used + 1);
            return _scripts[at].Script;
        }
    }
}
