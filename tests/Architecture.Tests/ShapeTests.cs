using EzSolutions.Architecture.Tests.Rules;

namespace EzSolutions.Architecture.Tests;

public sealed class ShapeTests
{
    [Fact]
    public void Domain_and_Application_stand_in_feature_folders()
    {
        Shape.OutsideFeatureFolders(Assemblies.Domain).ShouldBeEmpty();
        Shape.OutsideFeatureFolders(Assemblies.Application).ShouldBeEmpty();
    }

    [Fact]
    public void Infrastructure_stands_in_feature_folders() =>
        Shape.OutsideFeatureFolders(Assemblies.Infrastructure, "Email", "Migrations").ShouldBeEmpty();

    [Fact]
    public void Classes_are_sealed_unless_inherited_from() => Assemblies.All.SelectMany(Shape.OpenForInheritance).ShouldBeEmpty();

    [Fact]
    public void Names_say_what_a_thing_is() => Assemblies.All.SelectMany(Shape.VagueNames).ShouldBeEmpty();

    [Fact]
    public void Handlers_and_validators_are_internal() =>
        new[] { Assemblies.Application, Assemblies.Infrastructure, Assemblies.Bot }.SelectMany(Shape.PublicHandlers).ShouldBeEmpty();

    [Fact]
    public void A_type_outside_a_feature_is_noticed() =>
        Shape.OutsideFeatureFolders(Assemblies.Planted).ShouldContain(v => v.Contains(nameof(Planted.OrderManager), StringComparison.Ordinal));

    [Fact]
    public void An_open_class_is_noticed() =>
        Shape.OpenForInheritance(Assemblies.Planted).ShouldContain(v => v.Contains(nameof(Planted.OrderManager), StringComparison.Ordinal));

    [Fact]
    public void A_vague_name_is_noticed() =>
        Shape.VagueNames(Assemblies.Planted).ShouldHaveSingleItem().ShouldContain(nameof(Planted.OrderManager));

    [Fact]
    public void A_public_handler_is_noticed() =>
        Shape.PublicHandlers(Assemblies.Planted).ShouldHaveSingleItem().ShouldContain(nameof(Planted.OpenHandler));
}
