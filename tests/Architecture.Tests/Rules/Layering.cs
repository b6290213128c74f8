using Mono.Cecil;

namespace EzSolutions.Architecture.Tests.Rules;

/// <summary>Which assemblies a layer may reference (design.md §1).</summary>
internal static class Layering
{
    public static IEnumerable<string> Violations(AssemblyDefinition assembly, params string[] allowed) =>
        assembly.MainModule.AssemblyReferences
            .Select(reference => reference.Name)
            .Where(name => !allowed.Any(prefix => name == prefix || (prefix.EndsWith('*') && name.StartsWith(prefix[..^1], StringComparison.Ordinal))))
            .Select(name => $"{assembly.Name.Name} references {name}");

    /// <summary>Types of the inner layers must not name a framework of the outer ones, or a vendor.</summary>
    public static IEnumerable<string> ForeignTypes(AssemblyDefinition assembly, params string[] forbiddenPrefixes) =>
        from type in assembly.WrittenTypes()
        from mention in type.Mentions()
        where forbiddenPrefixes.Any(prefix => mention.FullName.StartsWith(prefix, StringComparison.Ordinal))
        select $"{type.FullName} mentions {mention.FullName}";
}
