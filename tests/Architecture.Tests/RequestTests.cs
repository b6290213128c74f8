using EzSolutions.Architecture.Tests.Rules;

namespace EzSolutions.Architecture.Tests;

public sealed class RequestTests
{
    [Fact]
    public void Every_request_declares_who_may_send_it() =>
        Assemblies.All.SelectMany(Requests.WithoutAccessRule).ShouldBeEmpty();

    [Fact]
    public void Every_request_has_a_handler() =>
        Requests.WithoutHandler([Assemblies.Application, Assemblies.Infrastructure, Assemblies.Bot], Assemblies.Application).ShouldBeEmpty();

    [Fact]
    public void There_are_requests_to_check() => Requests.In(Assemblies.Application).Count().ShouldBeGreaterThan(30);

    [Fact]
    public void A_request_without_a_rule_is_noticed() =>
        Requests.WithoutAccessRule(Assemblies.Planted).ShouldHaveSingleItem().ShouldContain(nameof(Planted.RequestWithoutRule));

    [Fact]
    public void A_request_without_a_handler_is_noticed() =>
        Requests.WithoutHandler([Assemblies.Planted], Assemblies.Planted).ShouldHaveSingleItem().ShouldContain(nameof(Planted.RequestWithoutRule));
}
