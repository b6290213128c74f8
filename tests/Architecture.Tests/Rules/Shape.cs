using Mono.Cecil;

namespace EzSolutions.Architecture.Tests.Rules;

/// <summary>Where things stand and what they are called (style.md 8, 18; design.md §1).</summary>
internal static class Shape
{
    private static readonly string[] VagueEndings = ["Manager", "Helper", "Helpers", "Util", "Utils", "Processor"];

    public static readonly string[] Features =
        ["Accounts", "Catalog", "Ordering", "Billing", "Provisioning", "DomainNames", "Support", "Conversations", "Common"];

    public static IEnumerable<string> OutsideFeatureFolders(AssemblyDefinition assembly, params string[] alsoAllowed)
    {
        var root = assembly.Name.Name;
        return from type in assembly.WrittenTypes()
               let room = type.Room()
               where room != root || type.Name != "Program"
               let feature = room.StartsWith(root + ".", StringComparison.Ordinal) ? room[(root.Length + 1)..].Split('.')[0] : string.Empty
               where !Features.Contains(feature, StringComparer.Ordinal) && !alsoAllowed.Contains(feature, StringComparer.Ordinal)
               select $"{type.FullName} stands in no feature folder";
    }

    public static IEnumerable<string> OpenForInheritance(AssemblyDefinition assembly)
    {
        var derivedFrom = assembly.WrittenTypes().Select(t => t.BaseType?.GetElementType().FullName).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return assembly.WrittenTypes()
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false, IsValueType: false } && !derivedFrom.Contains(type.FullName))
            .Where(type => !type.Room().Contains(".Migrations", StringComparison.Ordinal))

            // A translation overrides the texts it has; the rest falls back to English.
            .Where(type => !type.Room().EndsWith(".Texts", StringComparison.Ordinal))
            .Select(type => $"{type.FullName} is neither sealed nor inherited from");
    }

    public static IEnumerable<string> VagueNames(AssemblyDefinition assembly) =>
        assembly.WrittenTypes()
            .Where(type => VagueEndings.Any(ending => type.Name.Split('`')[0].EndsWith(ending, StringComparison.Ordinal)))
            .Select(type => $"{type.FullName} has a name that says nothing");

    public static IEnumerable<string> PublicHandlers(AssemblyDefinition assembly) =>
        assembly.WrittenTypes()
            .Where(type => type is { IsPublic: true, IsInterface: false } && (type.Name.EndsWith("Handler", StringComparison.Ordinal) || type.Name.EndsWith("Validator", StringComparison.Ordinal)))
            .Select(type => $"{type.FullName} should be internal");
}
