using System.Net;
using System.Text.Json;

namespace EzSolutions.Integration.Tests.Conversations.Slack;

public sealed class SlackEndpointTests(SlackWorkspace slack) : IClassFixture<SlackWorkspace>
{
    [Fact]
    public async Task Challenge_is_answered_when_it_is_signed()
    {
        using var answer = await slack.SendAsync("slack/events", """{"type":"url_verification","challenge":"c1"}""", "application/json");
        (await answer.Content.ReadAsStringAsync()).ShouldBe("c1");
    }

    [Fact]
    public async Task Forged_stale_and_changed_requests_are_refused()
    {
        const string body = """{"type":"url_verification","challenge":"c1"}""";
        using var forged = await slack.SendAsync("slack/events", body, "application/json", secret: "another-secret-of-somebody");
        using var stale = await slack.SendAsync("slack/events", body, "application/json", TimeSpan.FromMinutes(6));
        using var early = await slack.SendAsync("slack/events", body, "application/json", TimeSpan.FromMinutes(-6));
        using var changed = await slack.SendAsync("slack/events", body.Replace(",", ", ", StringComparison.Ordinal), "application/json", signedBody: body);
        new[] { forged, stale, early, changed }.ShouldAllBe(a => a.StatusCode == HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task C01_Event_that_is_sent_again_is_answered_once_and_a_button_of_the_answer_works()
    {
        var said = Direct("D-once", "show me your vps plans");
        for (var i = 0; i < 3; i++)
        {
            using var taken = await slack.SendEventAsync(Team, "Ev-once", said);
            taken.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        var posted = await slack.UntilPostedAsync("D-once", p => p.Any(m => Buttons(m).Length > 0));
        posted.Count(m => Buttons(m).Length > 0).ShouldBe(1);
        posted.Select(m => m.GetProperty("metadata").GetProperty("event_payload").GetProperty("delivery_id").GetString()).ShouldBeUnique();

        var button = Buttons(posted.First(m => Buttons(m).Length > 0))[0];
        var before = posted.Count;
        var press = JsonSerializer.Serialize(new
        {
            type = "block_actions",
            team = new { id = Team },
            user = new { id = "U1", name = "anna", team_id = Team },
            container = new { channel_id = "D-once", message_ts = "1700000000.000001" },
            actions = new[] { new { value = button.GetProperty("value").GetString(), action_ts = "1.1" } },
        });
        using var pressed = await slack.SendAsync("slack/interactivity", "payload=" + Uri.EscapeDataString(press), "application/x-www-form-urlencoded");
        pressed.StatusCode.ShouldBe(HttpStatusCode.OK);
        await slack.UntilPostedAsync("D-once", p => p.Count > before);
    }

    [Fact]
    public async Task Bots_other_workspaces_and_members_of_other_organisations_are_not_answered()
    {
        object[] unheard =
        [
            new { type = "message", channel_type = "im", channel = "D-quiet", user = "U1", text = "hi", ts = "1.0", bot_id = "B1" },
            new { type = "message", channel_type = "im", channel = "D-quiet", user = "U1", text = "hi", ts = "1.0", subtype = "message_changed" },
            new { type = "message", channel_type = "im", channel = "D-quiet", user = "U1", text = "hi", ts = "1.0", team = "T9999" },
            new { type = "something_new", channel = "D-quiet" },
        ];
        foreach (var (happened, i) in unheard.Select((e, i) => (e, i)))
        {
            using var taken = await slack.SendEventAsync(Team, $"Ev-quiet-{i}", happened);
            taken.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var other = await slack.SendEventAsync("T9999", "Ev-quiet-t", Direct("D-quiet", "hi"));
        using var heard = await slack.SendEventAsync(Team, "Ev-heard", Direct("D-heard", "help"));
        await slack.UntilPostedAsync("D-heard", p => p.Count > 0);
        slack.Posted("D-quiet").ShouldBeEmpty();
    }

    [Fact]
    public async Task Mention_in_a_channel_is_answered_in_its_thread()
    {
        using var taken = await slack.SendEventAsync(
            Team, "Ev-mention", new { type = "app_mention", channel = "C-room", user = "U1", text = "<@UBOT> help", ts = "1700000001.000100" });
        var posted = await slack.UntilPostedAsync("C-room", p => p.Count > 0);
        posted.ShouldAllBe(m => m.GetProperty("thread_ts").GetString() == "1700000001.000100");
    }

    private const string Team = SlackWorkspace.Team;

    private static object Direct(string channel, string text) =>
        new { type = "message", channel_type = "im", channel, user = "U1", text, ts = "1700000000.000100", team = Team };

    private static JsonElement[] Buttons(JsonElement message) => message.TryGetProperty("blocks", out var blocks)
        ? [.. blocks.EnumerateArray().Where(b => b.GetProperty("type").GetString() == "actions")
            .SelectMany(b => b.GetProperty("elements").EnumerateArray()).Where(e => e.TryGetProperty("value", out _))]
        : [];
}
