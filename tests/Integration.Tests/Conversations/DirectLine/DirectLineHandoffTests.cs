using System.Text.Json;
using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Conversations.DirectLine;

/// <summary>A hand-over to a person as a page on a site can follow it.</summary>
public sealed class DirectLineHandoffTests(DirectLineHost fixture) : IClassFixture<DirectLineHost>
{
    private readonly ApiHost _host = fixture.Host;

    [Fact]
    public async Task Steps_of_a_hand_over_come_as_the_protocols_events_beside_their_words()
    {
        var page = await DirectLineClient.StartAsync(_host);
        (await page.SayAsync("I want to talk to a human")).ShouldBe(200);
        var asked = Events(await page.UntilAsync(all => Events(all).Length == 1)).Single();
        asked.GetProperty("name").GetString().ShouldBe("handoff.initiate");
        asked.GetProperty("value").GetProperty("reason").GetString().ShouldNotBeNullOrEmpty();

        var staff = await _host.StaffAsync();
        var conversation = $"console/conversations/{Guid.Parse(page.ConversationId)}";
        (await staff.PostAsync($"{conversation}/take-over")).Status.ShouldBeLessThan(300);
        State(Events(await page.UntilAsync(all => Events(all).Length == 2))[1]).ShouldBe("accepted");
        (await staff.PostAsync($"{conversation}/return")).Status.ShouldBeLessThan(300);
        var all = await page.UntilAsync(all => Events(all).Length == 3);
        State(Events(all)[2]).ShouldBe("completed");

        // Each beside the words that people read, in their place, and under an id of its own.
        foreach (var step in Events(all))
            all.Count(a => a.GetProperty("type").GetString() == "message" && Place(a) == Place(step) && a.GetProperty("text").GetString()!.Length > 0).ShouldBe(1);
        var ids = Events(all).Select(Id).ToArray();
        ids.ShouldBeUnique();
        all.Count(a => ids.Contains(Id(a))).ShouldBe(ids.Length);
    }

    private static JsonElement[] Events(JsonElement[] activities) => [.. activities.Where(a => a.GetProperty("type").GetString() == "event")];

    private static string? State(JsonElement step)
    {
        step.GetProperty("name").GetString().ShouldBe("handoff.status");
        return step.GetProperty("value").GetProperty("state").GetString();
    }

    private static string? Id(JsonElement activity) => activity.GetProperty("id").GetString();

    private static long Place(JsonElement activity) => activity.GetProperty("channelData").GetProperty("webchat:sequence-id").GetInt64();
}
