using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Dialogue;

/// <summary>"Why did the bot say that": what staff see of each turn, and what they do not.</summary>
public sealed class TurnTraceTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Staff_see_understanding_frame_decision_and_effect_of_every_turn_and_no_code_or_token()
    {
        var email = host.NewEmail();
        var chat = await ApiChat.OpenAsync(host);
        await chat.SayAsync("i want a vps m monthly with debian, call it trace1");
        await chat.SayAsync(email);
        var code = await host.CodeAsync(email);
        await chat.SayAsync(code);
        await chat.SayAsync("how do i connect with ssh?");
        (await chat.SayAsync("yes")).ShouldContain("ORD-");

        var sam = await host.StaffAsync("sam");
        var turns = (await sam.GetAsync($"console/conversations/{chat.Id}/turns")).ShouldBe(200);
        var newestFirst = turns.Json.EnumerateArray().ToList();
        newestFirst.Count.ShouldBe(6, "the greeting and five messages");
        var (asked, signedIn, ordered) = (newestFirst[4].GetRawText(), newestFirst[2].GetRawText(), newestFirst[0].GetRawText());
        asked.ShouldContain("order_service");
        newestFirst[4].GetProperty("frames")[0].GetProperty("slots").GetProperty("hostname").GetString().ShouldBe("trace1");
        asked.ShouldContain("sign-in needed first");
        signedIn.ShouldContain("effect: VerifySignInCode done");
        newestFirst[1].GetRawText().ShouldContain("ask_knowledge");
        newestFirst[1].GetProperty("frames")[0].GetProperty("skill").GetString().ShouldBe("order_service", "the order is still there");
        newestFirst[1].GetProperty("frames")[0].GetProperty("confirming").GetBoolean().ShouldBeTrue();
        ordered.ShouldContain("effect: PlaceOrder done");

        var state = (await sam.GetAsync($"console/conversations/{chat.Id}/dialogue")).ShouldBe(200);
        foreach (var shown in new[] { turns.Text, state.Text })
        {
            shown.ShouldNotContain(code);
            shown.ShouldNotContain("confirm:");
        }
    }

    [Fact]
    public async Task A_question_of_yesterday_evening_is_still_answered_in_the_morning()
    {
        var chat = await ApiChat.OpenAsync(host);
        await chat.SayAsync("i want a vps m");
        host.Time.Shift += TimeSpan.FromHours(23);
        (await chat.SayAsync("monthly")).ShouldContain("e-mail address", customMessage: "within a day it just goes on");
    }
}
