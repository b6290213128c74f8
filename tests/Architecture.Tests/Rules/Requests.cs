using Mono.Cecil;

namespace EzSolutions.Architecture.Tests.Rules;

/// <summary>Deny by default (design.md §3): every request says beside it who may send it.</summary>
internal static class Requests
{
    private static readonly string[] Kinds =
    [
        "EzSolutions.Application.Common.ICommand`1", "EzSolutions.Application.Common.IQuery`1", "EzSolutions.Application.Common.IWorkflow`1",
        "EzSolutions.Application.Common.IJobRequest", "MediatR.IRequest`1", "MediatR.IRequest",
    ];

    public static IEnumerable<TypeDefinition> In(AssemblyDefinition assembly) =>
        assembly.WrittenTypes().Where(type => type is { IsInterface: false, IsAbstract: false }
            && type.Interfaces.Any(i => Kinds.Contains(i.InterfaceType.GetElementType().FullName, StringComparer.Ordinal)));

    public static IEnumerable<string> WithoutAccessRule(AssemblyDefinition assembly) =>
        In(assembly)
            .Where(type => type.CustomAttributes.All(a => a.AttributeType.FullName != "EzSolutions.Application.Common.AccessAttribute"))
            .Select(type => $"{type.FullName} has no [Access] rule");

    public static IEnumerable<string> WithoutHandler(IEnumerable<AssemblyDefinition> assemblies, AssemblyDefinition requests)
    {
        var handled = assemblies.SelectMany(a => a.WrittenTypes())
            .SelectMany(type => type.Interfaces)
            .Select(i => i.InterfaceType)
            .OfType<GenericInstanceType>()
            .Where(i => i.ElementType.FullName == "MediatR.IRequestHandler`2")
            .Select(i => i.GenericArguments[0].FullName)
            .ToHashSet(StringComparer.Ordinal);
        return In(requests).Where(type => !handled.Contains(type.FullName)).Select(type => $"{type.FullName} has no handler");
    }
}
