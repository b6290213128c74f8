using System.Text.Json;
using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Slack;

/// <summary>People who write, press, fill in and take the app away; each deed becomes the request that Slack would send.</summary>
internal sealed class SlackPeople(SlackStore store, SlackSender sender, SlackPayloads payloads, SlackForms forms, SlackMethods methods)
{
    public async Task<JsonObject> DoAsync(SlackDeed deed, CancellationToken ct) => deed.Do switch
    {
        "say" or "mention" => await SayAsync(deed, ct),
        "press" => await PressAsync(deed, ct),
        "submit" => await SubmitAsync(deed, ct),
        "close" => Close(deed),
        "assistant" => await OpenAssistantAsync(deed, ct),
        "context" => await EventAsync(deed, payloads.Assistant("assistant_thread_context_changed", Place(deed), deed.Thread ?? "", Who(deed)), ct),
        "shortcut" => await UseShortcutAsync(deed, ct),
        "uninstall" or "revoke" => await RemoveAsync(deed, ct),
        "scope" => Limit(deed),
        "verify" => Answer(await sender.EventAsync(new JsonObject { ["type"] = "url_verification", ["token"] = "sandbox", ["challenge"] = deed.Text ?? "challenge" }, Flaw(deed), ct)),
        "event" => await EventAsync(deed, [], ct),
        var other => throw new SlackRefusal($"Nobody can do '{other}'."),
    };

    private static SlackFlaw Flaw(SlackDeed deed) => deed.Flaw ?? new SlackFlaw();

    private static JsonObject Answer(SlackAck ack) => new() { ["status"] = ack.Status, ["body"] = ack.Body, ["attempts"] = ack.Attempts };

    private SlackUser Who(SlackDeed deed) => store.Journal.Transact(() => store.Person(TeamOf(deed), deed.User, deed.Home));

    private string TeamOf(SlackDeed deed) => deed.Team ?? store.Teams.Keys()[0];

    private SlackPlace Place(SlackDeed deed) =>
        store.Journal.Transact(() => deed.Channel is { } channel ? store.Channel(TeamOf(deed), channel) : store.Direct(store.Person(TeamOf(deed), deed.User, deed.Home)));

    private async Task<JsonObject> SayAsync(SlackDeed deed, CancellationToken ct)
    {
        var (user, place) = (Who(deed), Place(deed));
        var text = SlackPayloads.Typed(deed.Text ?? "");
        if (deed.Do == "mention")
            text = $"<@{store.Team(place.Team).BotUser}> {text}";
        var written = store.Journal.Transact(() => store.Write(place, deed.Thread, user.Id, Written(text, deed)));
        return await EventAsync(deed, payloads.Message(written, user, deed.Do == "mention"), ct, written);
    }

    private static JsonObject Written(string text, SlackDeed deed)
    {
        var body = new JsonObject { ["text"] = text };
        if (deed.Event?["files"] is JsonArray files)
            body["files"] = files.DeepClone();
        return body;
    }

    private async Task<JsonObject> OpenAssistantAsync(SlackDeed deed, CancellationToken ct)
    {
        var (user, place) = (Who(deed), Place(deed));
        var root = store.Journal.Transact(() =>
        {
            var written = store.Write(place, null, user.Id, new JsonObject { ["text"] = "New assistant thread" });
            store.Assistants.Put(written.Id, new SlackAssistant(place.Id, written.Ts));
            return written;
        });
        return await EventAsync(deed, payloads.Assistant("assistant_thread_started", place, root.Ts, user), ct, root);
    }

    private async Task<JsonObject> EventAsync(SlackDeed deed, JsonObject happened, CancellationToken ct, SlackMessage? written = null)
    {
        SlackPayloads.Lay(deed.Event, over: happened);
        var envelope = payloads.Envelope(store.Team(TeamOf(deed)), happened);
        SlackPayloads.Lay(deed.Envelope, over: envelope);
        var answer = Answer(await sender.EventAsync(envelope, Flaw(deed), ct));
        answer["eventId"] = envelope["event_id"]?.DeepClone();
        (answer["channel"], answer["ts"]) = (written?.Place ?? Place(deed).Id, written?.Ts);
        return answer;
    }

    private async Task<JsonObject> PressAsync(SlackDeed deed, CancellationToken ct)
    {
        var (user, place) = (Who(deed), Place(deed));
        var found = store.Messages.All().LastOrDefault(m => m is { Deleted: false, User: null } && m.Place == place.Id && (m.OnlyFor is null || m.OnlyFor == user.Id)
            && (deed.Message is null || m.Ts == deed.Message) && Button(m, deed) is not null) ?? throw new SlackRefusal($"There is no button '{deed.Action}' here.");
        var payload = payloads.Press(user, found, Button(found, deed)!, forms.State(found.Body["blocks"], deed.Values, check: false));
        SlackPayloads.Lay(deed.Event, over: payload);
        return Answer(await sender.InteractionAsync(payload, Flaw(deed), ct));
    }

    private static JsonObject? Button(SlackMessage message, SlackDeed deed) => message.Body["blocks"].Objects().SelectMany(b => b["elements"].Objects())
        .FirstOrDefault(e => e.Text("type") == "button" && (e["text"].Text("text") == deed.Action || (deed.Message is not null && e.Text("action_id") == deed.Action)));

    private async Task<JsonObject> SubmitAsync(SlackDeed deed, CancellationToken ct)
    {
        var user = Who(deed);
        var view = store.Views.All().LastOrDefault(v => v.Open && v.User == user.Id && (deed.View is null || v.Id == deed.View)) ?? throw new SlackRefusal("No modal is open.");
        var payload = payloads.Submission(user, view, forms.State(view.Body["blocks"], deed.Values, check: !Flaw(deed).Unchecked));
        SlackPayloads.Lay(deed.Event, over: payload);
        var ack = await sender.InteractionAsync(payload, Flaw(deed), ct);
        if (ack.Status == StatusCodes.Status200OK)
            store.Journal.Transact(() => store.Views.Put(view.Id, After(view, ack.Body)));
        return Answer(ack);
    }

    /// <summary>What the app's answer does to the modal.</summary>
    private static SlackView After(SlackView view, string answer)
    {
        if (answer.Length == 0)
            return view with { Open = false, Errors = null };
        try
        {
            var asked = JsonNode.Parse(answer) as JsonObject;
            switch (asked.Text("response_action"))
            {
                case "errors" when asked!["errors"] is JsonObject { Count: > 0 } errors && errors.All(e => view.Body["blocks"].Objects().Any(b => b.Text("type") == "input" && b.Text("block_id") == e.Key)):
                    return view with { Errors = errors.Copy() };
                case "update":
                    BlockRules.CheckView(asked!["view"]);
                    return view with { Body = asked["view"]!.AsObject().Copy(), Errors = null };
                case "clear":
                    return view with { Open = false, Errors = null };
                default:
                    throw new SlackRefusal("The answer to the modal is not one of Slack's.");
            }
        }
        catch (JsonException)
        {
            throw new SlackRefusal("The answer to the modal is not JSON.");
        }
    }

    private async Task<JsonObject> UseShortcutAsync(SlackDeed deed, CancellationToken ct)
    {
        var answer = Answer(await sender.InteractionAsync(payloads.Shortcut(Who(deed), deed.Callback ?? ""), Flaw(deed), ct));
        answer["channel"] = Place(deed).Id;
        return answer;
    }

    private JsonObject Close(SlackDeed deed)
    {
        var user = Who(deed);
        store.Journal.Transact(() =>
        {
            foreach (var view in store.Views.All().Where(v => v.Open && v.User == user.Id && (deed.View is null || v.Id == deed.View)))
                store.Views.Put(view.Id, view with { Open = false });
        });
        return new JsonObject { ["status"] = StatusCodes.Status200OK };
    }

    /// <summary>The workspace's token may do this (commas between) and no more, as if it was given before the app asked for more.</summary>
    private JsonObject Limit(SlackDeed deed)
    {
        store.Journal.Transact(() => store.Teams.Put(TeamOf(deed), store.Team(TeamOf(deed)) with { Scopes = deed.Text }));
        return new JsonObject { ["status"] = StatusCodes.Status200OK, ["body"] = "" };
    }

    private async Task<JsonObject> RemoveAsync(SlackDeed deed, CancellationToken ct)
    {
        var team = store.Team(TeamOf(deed));
        store.Journal.Transact(() => methods.Revoke(team));
        var happened = deed.Do == "uninstall"
            ? new JsonObject { ["type"] = "app_uninstalled" }
            : new JsonObject { ["type"] = "tokens_revoked", ["tokens"] = new JsonObject { ["bot"] = new JsonArray(team.BotUser) } };
        return await EventAsync(deed, happened, ct);
    }
}
