using System.Net;
using System.Text.Json.Nodes;

namespace EzSolutions.Contract.Tests.Sandbox.Faults;

public sealed class FaultEndpointTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Theory]
    [InlineData("not json")]
    [InlineData("""{"target":"moon","kind":"error"}""")]
    [InlineData("""{"target":"stripe","kind":"explode"}""")]
    [InlineData("""{"target":"smtp","kind":"duplicate"}""")]
    [InlineData("""{"target":"stripe","kind":"error","times":0}""")]
    public async Task A_fault_that_makes_no_sense_is_refused_with_a_reason(string json)
    {
        using var response = await sandbox.Plain.PostAsync("/faults", new StringContent(json));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!.ToString().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_fault_is_listed_counts_down_and_is_removed()
    {
        using var made = await sandbox.Plain.PostAsync("/faults", new StringContent("""{"target":"stripe","match":"GET /v1/customers","kind":"error","status":503,"times":2}"""));
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        var id = JsonNode.Parse(await made.Content.ReadAsStringAsync())!["id"]!.ToString();
        (await sandbox.Stripe.GetAsync("v1/customers", json: true)).Status.ShouldBe(503);
        var listed = JsonNode.Parse(await sandbox.Plain.GetStringAsync("/faults"))!.AsArray().Single(f => f!["id"]!.ToString() == id)!;
        listed["left"]!.GetValue<int>().ShouldBe(1);
        (await sandbox.Plain.DeleteAsync($"/faults/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await sandbox.Stripe.GetAsync("v1/customers", json: true)).Status.ShouldBe(200);
        (await sandbox.Plain.DeleteAsync($"/faults/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
