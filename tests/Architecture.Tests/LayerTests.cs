using EzSolutions.Architecture.Tests.Rules;

namespace EzSolutions.Architecture.Tests;

public sealed class LayerTests
{
    private static readonly string[] Outside =
    [
        "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Npgsql", "Quartz", "System.Net.Http", "System.Net.Mail.SmtpClient", "HandlebarsDotNet",
        "EzSolutions.Infrastructure", "EzSolutions.WebApi", "EzSolutions.Sandbox",
    ];

    [Fact]
    public void Domain_references_nothing_but_the_base_class_library() =>
        Layering.Violations(Assemblies.Domain, "System*", "netstandard", "mscorlib").ShouldBeEmpty();

    [Fact]
    public void Application_references_Domain_and_its_own_libraries() =>
        Layering.Violations(
            Assemblies.Application, "System*", "EzSolutions.Domain", "MediatR", "FluentValidation", "Scrutor", "Microsoft.Extensions.*").ShouldBeEmpty();

    [Fact]
    public void Bot_references_Application_and_no_adapter() =>
        Layering.Violations(
            Assemblies.Bot, "System*", "EzSolutions.Domain", "EzSolutions.Application", "MediatR", "FluentValidation", "Scrutor", "Microsoft.Extensions.*").ShouldBeEmpty();

    [Fact]
    public void Infrastructure_knows_neither_the_host_nor_the_bot_nor_the_sandbox() =>
        Assemblies.Infrastructure.MainModule.AssemblyReferences.Select(r => r.Name)
            .ShouldNotContain(name => name == "EzSolutions.WebApi" || name == "EzSolutions.Bot" || name == "EzSolutions.Sandbox");

    [Fact]
    public void Sandbox_references_none_of_our_projects() =>
        Assemblies.Sandbox.MainModule.AssemblyReferences.Select(r => r.Name).ShouldNotContain(name => name.StartsWith("EzSolutions.", StringComparison.Ordinal));

    [Fact]
    public void Domain_mentions_no_framework_and_no_vendor() => Layering.ForeignTypes(Assemblies.Domain, [.. Outside, "MediatR", "FluentValidation"]).ShouldBeEmpty();

    [Fact]
    public void Application_mentions_no_framework_and_no_vendor() => Layering.ForeignTypes(Assemblies.Application, Outside).ShouldBeEmpty();

    [Fact]
    public void Bot_mentions_no_framework_and_no_vendor() => Layering.ForeignTypes(Assemblies.Bot, Outside).ShouldBeEmpty();

    [Fact]
    public void A_forbidden_reference_is_noticed() =>
        Layering.Violations(Assemblies.Planted, "System*").ShouldContain($"{Assemblies.Planted.Name.Name} references Mono.Cecil");

    [Fact]
    public void A_forbidden_mention_is_noticed() =>
        Layering.ForeignTypes(Assemblies.Planted, "System.Net.Http").ShouldContain(violation => violation.Contains(nameof(Planted.CallsAVendor), StringComparison.Ordinal));
}
