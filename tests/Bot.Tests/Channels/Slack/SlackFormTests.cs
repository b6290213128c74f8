using System.Text;
using System.Text.Json.Nodes;
using EzSolutions.Bot.Channels.Slack;
using EzSolutions.Bot.Texts;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Tests.Channels.Slack;

public sealed class SlackFormTests
{
    private static readonly BotTexts Texts = BotTexts.English;

    private static readonly Card Needed = new()
    {
        Type = "form",
        Title = "Where should we send it, and how many of them would you like?",
        Inputs =
        [
            new("mail", "E-mail", "email"), new("count", "How many", "number"), new("region", "Region", "select", Options: ["Frankfurt", "Mumbai"]),
            new("note", "Note", "text", Required: false), new("terms", "I agree", "checkbox"),
        ],
        Actions = [new("back", "Back"), new("send", "Send it now, if you please, thank you", "primary"), new("help", "Help", Url: new("https://help.example/"))],
    };

    private static readonly Card Optional = new()
    {
        Type = "rating",
        Inputs = [new("comment", "Anything to add?", "text", Required: false)],
        Actions = [new("rate:1", "Bad"), new("rate:5", "Good")],
    };

    [Fact]
    public void Where_a_field_must_be_filled_in_the_main_button_opens_the_modal_and_no_other()
    {
        SlackForm.ButtonsOf(Needed, Texts.Slack).Where(a => SlackForm.Opens(Needed, a)).ShouldHaveSingleItem().Id.ShouldBe("send");
        var view = SlackForm.View(Needed, new SlackFormPlace(Guid.Empty, "send", "D1", null), Texts);
        Blocks(view).Select(b => b["block_id"]!.ToString()).ShouldBe(["mail", "count", "region", "note", "terms"]);
        new[] { "title", "submit", "close" }.ShouldAllBe(part => view[part]!["text"]!.ToString().Length <= 24);
    }

    [Fact]
    public void Where_none_must_every_button_works_and_one_more_asks_which_is_meant()
    {
        var buttons = SlackForm.ButtonsOf(Optional, Texts.Slack);
        buttons.Select(b => b.Label).ShouldBe(["Bad", "Good", "Anything to add?"]);
        buttons.Where(a => SlackForm.Opens(Optional, a)).ShouldHaveSingleItem().Id.ShouldBe(SlackForm.Choose);
        var choice = Blocks(SlackForm.View(Optional, new SlackFormPlace(Guid.Empty, null, "D1", null), Texts))[0];
        choice["element"]!["options"]!.AsArray().Select(o => o!["value"]!.ToString()).ShouldBe(["rate:1", "rate:5"]);
    }

    [Theory]
    [InlineData("mail", "nobody", "number@example.com")]
    [InlineData("mail", "Anna <a@example.com>", "a@example.com")]
    [InlineData("mail", " ", "a@example.com")]
    [InlineData("count", "many", "3")]
    [InlineData("region", "Atlantis", "Mumbai")]
    public void Field_that_does_not_hold_what_it_asks_for_is_named(string field, string wrong, string right)
    {
        Dictionary<string, string> values = new() { ["mail"] = "a@example.com", ["count"] = "2", ["region"] = "Mumbai", [field] = wrong };
        SlackForm.Check(Needed, values, Texts).Keys.ShouldHaveSingleItem().ShouldBe(field);
        values[field] = right;
        SlackForm.Check(Needed, values, Texts).ShouldBeEmpty();
    }

    [Fact]
    public void Where_a_modal_came_from_travels_with_it()
    {
        var place = new SlackFormPlace(Guid.CreateVersion7(), "send", "D1", "1.2");
        SlackFormPlace.Read(place.Write()).ShouldBe(place);
        SlackFormPlace.Read("{}").ShouldBeNull();
        SlackFormPlace.Read("nonsense").ShouldBeNull();
    }

    [Theory]
    [InlineData("é")]
    [InlineData("&")]
    [InlineData("😀")]
    public void Message_that_may_change_has_room_for_it(string sign)
    {
        var text = SlackText.EscapeShort(string.Concat(Enumerable.Repeat(sign, 6_000)));
        Encoding.UTF8.GetByteCount(text).ShouldBeInRange(2_000, 4_000);
    }

    private static JsonObject[] Blocks(JsonObject view) => [.. view["blocks"]!.AsArray().Select(b => b!.AsObject())];
}
