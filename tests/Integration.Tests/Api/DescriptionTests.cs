using System.Text.Json;
using EzSolutions.Integration.Tests.Harness;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Integration.Tests.Api;

/// <summary>The API's own description: complete, named and readable.</summary>
public sealed class DescriptionTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly string[] Verbs = ["get", "put", "post", "delete", "patch"];

    [Fact]
    public async Task Every_operation_has_a_name_of_its_own_and_a_summary()
    {
        var operations = Operations((await host.Visitor().GetAsync("/openapi/v1.json")).ShouldBe(200).Json).ToList();
        operations.Count.ShouldBeGreaterThan(50);
        operations.Select(o => o.Operation.GetProperty("operationId").GetString()).ShouldAllBe(name => name!.Length > 1);
        operations.ShouldAllBe(o => o.Operation.GetProperty("summary").GetString()!.Length > 5);
        operations.ShouldAllBe(o => o.Operation.GetProperty("responses").EnumerateObject().Any());
        operations.Select(o => o.Operation.GetProperty("operationId").GetString()).Distinct().Count().ShouldBe(operations.Count);
    }

    [Fact]
    public async Task Every_route_under_the_api_is_described()
    {
        var document = (await host.Visitor().GetAsync("/openapi/v1.json")).ShouldBe(200).Json;
        document.GetProperty("openapi").GetString()!.ShouldStartWith("3.");
        var described = Operations(document).Select(o => $"{o.Verb} {o.Path.TrimEnd('/')}").ToHashSet();
        var routes = host.Routes
            .SelectMany(r => r.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Select(m => $"{m.ToLowerInvariant()} {PathOf(r)}") ?? [])
            .Where(r => r.Contains(" /api/v1/", StringComparison.Ordinal)).ToList();
        routes.Count.ShouldBeGreaterThan(50);
        routes.Except(described).ShouldBeEmpty();
    }

    [Fact]
    public async Task References_inside_the_document_lead_somewhere()
    {
        var answer = (await host.Visitor().GetAsync("/openapi/v1.json")).ShouldBe(200);
        var schemas = answer.Json.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(s => $"#/components/schemas/{s.Name}").ToHashSet();
        References(answer.Json).Distinct().Where(r => r.StartsWith("#/components/schemas/", StringComparison.Ordinal)).Except(schemas).ShouldBeEmpty();
    }

    [Fact]
    public async Task Docs_page_is_served()
    {
        var page = (await host.Visitor().GetAsync("/docs/index.html")).ShouldBe(200);
        page.ContentType.ShouldBe("text/html");
        page.Text.ShouldContain("EZ Solutions API");
        (await host.Visitor().GetAsync("/docs")).Status.ShouldBeOneOf(200, 301, 302);
    }

    private static string PathOf(RouteEndpoint route) =>
        ("/" + string.Join('/', route.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            _ => "",
        }))))).TrimEnd('/');

    private static IEnumerable<(string Path, string Verb, JsonElement Operation)> Operations(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where Verbs.Contains(operation.Name)
        select (path.Name, operation.Name, operation.Value);

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => p.NameEquals("$ref") ? [p.Value.GetString()!] : References(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
