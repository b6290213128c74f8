using Mono.Cecil;

namespace EzSolutions.Architecture.Tests.Rules;

/// <summary>The product's assemblies as metadata, so that rules see what was compiled and not what the source seems to say.</summary>
internal static class Assemblies
{
    public static AssemblyDefinition Domain { get; } = Read("Domain");

    public static AssemblyDefinition Application { get; } = Read("Application");

    public static AssemblyDefinition Infrastructure { get; } = Read("Infrastructure");

    public static AssemblyDefinition Bot { get; } = Read("Bot");

    public static AssemblyDefinition WebApi { get; } = Read("WebApi");

    public static AssemblyDefinition Sandbox { get; } = Read("Sandbox");

    /// <summary>This test assembly, where the planted violations stand.</summary>
    public static AssemblyDefinition Planted { get; } = AssemblyDefinition.ReadAssembly(typeof(Assemblies).Assembly.Location);

    public static IReadOnlyList<AssemblyDefinition> All { get; } = [Domain, Application, Infrastructure, Bot, WebApi, Sandbox];

    /// <summary>Types somebody wrote: no compiler-made ones.</summary>
    public static IEnumerable<TypeDefinition> WrittenTypes(this AssemblyDefinition assembly) =>
        assembly.MainModule.GetTypes().Where(type => !type.FullName.Contains('<', StringComparison.Ordinal) && type.Namespace.Length + (type.DeclaringType?.Namespace.Length ?? 0) > 0
            && !type.FullName.StartsWith("System.", StringComparison.Ordinal) && !type.FullName.StartsWith("Microsoft.", StringComparison.Ordinal));

    /// <summary>The namespace, also of a nested type.</summary>
    public static string Room(this TypeDefinition type) => type.DeclaringType is { } outer ? outer.Room() : type.Namespace;

    /// <summary>Every type a type's code mentions.</summary>
    public static IEnumerable<TypeReference> Mentions(this TypeDefinition type) =>
        type.Module.GetTypeReferences().Where(reference => Uses(type, reference));

    private static AssemblyDefinition Read(string name) =>
        AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, $"EzSolutions.{name}.dll"));

    private static bool Uses(TypeDefinition type, TypeReference reference) =>
        type.Fields.Any(f => Is(f.FieldType, reference))
        || type.Properties.Any(p => Is(p.PropertyType, reference))
        || type.CustomAttributes.Any(a => Is(a.AttributeType, reference))
        || type.Interfaces.Any(i => Is(i.InterfaceType, reference))
        || Is(type.BaseType, reference)
        || type.Methods.Any(m => Is(m.ReturnType, reference) || m.Parameters.Any(p => Is(p.ParameterType, reference)) || Body(m, reference));

    private static bool Body(MethodDefinition method, TypeReference reference) =>
        method.HasBody && (method.Body.Variables.Any(v => Is(v.VariableType, reference))
            || method.Body.Instructions.Any(i => i.Operand switch
            {
                MethodReference called => Is(called.DeclaringType, reference),
                FieldReference field => Is(field.DeclaringType, reference),
                TypeReference mentioned => Is(mentioned, reference),
                _ => false,
            }));

    private static bool Is(TypeReference? candidate, TypeReference reference) => candidate switch
    {
        null => false,
        GenericInstanceType generic => Is(generic.ElementType, reference) || generic.GenericArguments.Any(argument => Is(argument, reference)),
        TypeSpecification wrapped => Is(wrapped.ElementType, reference),
        _ => candidate.FullName == reference.FullName,
    };
}
