namespace EzSolutions.Bot.Dialogue;

/// <summary>Every skill by its name.</summary>
internal sealed class SkillCatalog
{
    private readonly Dictionary<string, ISkill> _skills;

    public SkillCatalog(IEnumerable<ISkill> skills) => _skills = skills.ToDictionary(s => s.Name, StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _skills.Keys;

    public ISkill? Find(string name) => _skills.GetValueOrDefault(name);

    public ISkill Get(string name) => _skills[name];
}
