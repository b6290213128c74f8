using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Channels;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EzSolutions.Integration.Tests.Conversations.Channels;

[Collection(ChatServerGroup.Name)]
public sealed class DeliveryTests(ChatServer server)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task What_waits_behind_a_throttled_entry_keeps_its_order()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync());
        room.Dialogue.Answer = _ => Task.FromResult(ScriptedDialogue.Say("One", "Two", "Three"));
        var refusals = 2;
        room.Adapter.Answer = entry => refusals-- > 0 ? new DeliveryOutcome.Retry("Too fast.", Soon) : FakeAdapter.Take(entry);
        await room.WriteAsync("Hello");
        var all = await room.UntilAsync(d => d.Count == 3 && d.All(x => x.State == DeliveryState.Sent));
        room.Adapter.Texts.ShouldBe(["One", "One", "One", "Two", "Three"]);
        all.Select(d => d.Attempts).ShouldBe([3, 1, 1]);
        room.Adapter.Tries.Select(t => t.Attempt).ShouldBe([1, 2, 3, 1, 1]);
    }

    [Fact]
    public async Task An_unclear_answer_is_looked_up_and_never_replayed()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync());
        room.Adapter.Answer = _ => new DeliveryOutcome.Unknown("The connection broke.");
        room.Adapter.Find = _ => new DeliveryOutcome.Sent("found");
        await room.WriteAsync("Hello");
        await room.UntilAsync(d => d.Count == 1 && d[0].Reason is not null);
        await MakeDueAsync(room);
        var sent = (await room.UntilAsync(d => d[0].State == DeliveryState.Sent)).Single();
        sent.ExternalId.ShouldBe("found");
        (room.Adapter.Tries.Count, room.Adapter.Looks.Count).ShouldBe((1, 1));
    }

    [Fact]
    public async Task What_is_certainly_not_there_is_sent_and_what_nobody_can_tell_waits_for_a_person()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync());
        room.Adapter.Answer = entry => entry.Attempt == 1 ? new DeliveryOutcome.Unknown("The connection broke.") : FakeAdapter.Take(entry);
        room.Adapter.Find = _ => new DeliveryOutcome.Retry("Not there.");
        await room.WriteAsync("Hello");
        await room.UntilAsync(d => d.Count == 1 && d[0].Reason is not null);
        await MakeDueAsync(room);
        await room.UntilAsync(d => d[0].State == DeliveryState.Sent);
        room.Adapter.Tries.Count.ShouldBe(2);

        room.Adapter.Find = _ => null;
        await room.WriteAsync("Again");
        await room.UntilAsync(d => d.Count == 2 && d[1].Reason is not null);
        await MakeDueAsync(room);
        var unknown = (await room.UntilAsync(d => d[1].State == DeliveryState.Unknown))[1];
        unknown.NextAttemptAt.ShouldBeNull();
        room.Adapter.Tries.Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_was_being_sent_when_the_process_died_is_looked_up_first()
    {
        var database = await server.NewDatabaseAsync();
        await using var room = new ChannelRoom(database);
        await room.WriteAsync("Hello");
        await room.UntilAsync(d => d.Count == 1 && d[0].State == DeliveryState.Sent);
        await ExecuteAsync(database, "UPDATE deliveries SET state = 'sending', is_ambiguous = true, external_id = NULL, next_attempt_at = now() - interval '1 second'");
        room.Adapter.Find = _ => new DeliveryOutcome.Sent("found");
        (await room.UntilAsync(d => d[0].State == DeliveryState.Sent)).Single().ExternalId.ShouldBe("found");
        room.Adapter.Tries.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_card_that_changes_is_an_update_of_the_message_that_showed_it()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync());
        await room.WriteAsync("Hello");
        await room.UntilAsync(d => d.Count == 1 && d[0].State == DeliveryState.Sent);
        var conversation = (await room.ConversationsAsync()).Single().Id;
        foreach (var (percent, count) in new[] { (10, 2), (60, 3), (100, 4) })
        {
            await ShowAsync(room, conversation, percent);
            await room.UntilAsync(d => d.Count == count && d.All(x => x.State == DeliveryState.Sent));
        }
        room.Adapter.Tries.Skip(1).Select(t => t.ReplacesExternalId).ShouldBe([null, "x-3", "x-3"]);
    }

    [Fact]
    public async Task Of_a_card_that_changed_while_it_waited_only_the_newest_state_goes_out()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync());
        var conversation = await WaitBehindAsync(room, new DeliveryOutcome.Retry("Too fast.", TimeSpan.FromHours(1)));
        room.Adapter.Answer = FakeAdapter.Take;
        await MakeDueAsync(room);
        var all = await room.UntilAsync(d => d[^1].State == DeliveryState.Sent);
        all.Select(d => d.State).ShouldBe([DeliveryState.Sent, DeliveryState.Superseded, DeliveryState.Superseded, DeliveryState.Sent]);
        Percents(room).ShouldBe([10, 100]);

        // What is to be sent again by hand is not put over what has been sent since.
        var staff = await room.Host.StaffAsync("Mia");
        (await staff.Http.PostAsync($"/api/v1/console/conversations/{conversation}/entries/{all[1].EntryId}/send-again", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_superseded_state_that_may_have_been_sent_is_looked_up_and_the_newest_takes_its_place()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync());
        await WaitBehindAsync(room, new DeliveryOutcome.Unknown("The connection broke."));
        (room.Adapter.Answer, room.Adapter.Find) = (FakeAdapter.Take, _ => new DeliveryOutcome.Sent("there"));
        await MakeDueAsync(room);
        var all = await room.UntilAsync(d => d[^1].State == DeliveryState.Sent);
        all.Select(d => d.State).ShouldBe([DeliveryState.Sent, DeliveryState.Sent, DeliveryState.Superseded, DeliveryState.Sent]);
        Percents(room).ShouldBe([10, 100]);
        room.Adapter.Tries.Last().ReplacesExternalId.ShouldBe("there");
    }

    [Fact]
    public async Task A_superseded_state_that_is_certainly_not_there_is_not_sent_after_all()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync());
        await WaitBehindAsync(room, new DeliveryOutcome.Unknown("The connection broke."));
        (room.Adapter.Answer, room.Adapter.Find) = (FakeAdapter.Take, _ => new DeliveryOutcome.Retry("Not there."));
        await MakeDueAsync(room);
        var all = await room.UntilAsync(d => d[^1].State == DeliveryState.Sent);
        all.Select(d => d.State).ShouldBe([DeliveryState.Sent, DeliveryState.Superseded, DeliveryState.Superseded, DeliveryState.Sent]);
        Percents(room).ShouldBe([10, 100]);
    }

    [Fact]
    public async Task A_failed_state_is_not_put_over_a_newer_one_that_was_sent()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync());
        var conversation = await WaitBehindAsync(room, new DeliveryOutcome.Failed("Too large."), states: [10]);
        room.Adapter.Answer = FakeAdapter.Take;
        await ShowAsync(room, conversation, 100);
        var failed = (await room.UntilAsync(d => d.Count == 3 && d[^1].State == DeliveryState.Sent))[1];
        var staff = await room.Host.StaffAsync("Mia");
        (await staff.Http.PostAsync($"/api/v1/console/conversations/{conversation}/entries/{failed.EntryId}/send-again", null)).EnsureSuccessStatusCode();
        await room.UntilAsync(d => d[1].State == DeliveryState.Superseded);
        Percents(room).ShouldBe([10, 100]);
    }

    [Fact]
    public async Task A_failed_entry_is_seen_by_staff_with_its_reason_and_really_sent_again()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync());
        room.Adapter.Answer = _ => new DeliveryOutcome.Failed("The card is too large for this channel.");
        await room.WriteAsync("Hello");
        await room.UntilAsync(d => d.Count == 1 && d[0].State == DeliveryState.Failed);
        var conversation = (await room.ConversationsAsync()).Single().Id;
        var staff = await room.Host.StaffAsync("Mia");
        var seen = (await staff.Http.GetFromJsonAsync<JsonElement>($"/api/v1/console/conversations/{conversation}/entries")).GetProperty("deliveries")[0];
        seen.GetProperty("state").GetString().ShouldBe("failed");
        seen.GetProperty("reason").GetString().ShouldBe("The card is too large for this channel.");

        room.Adapter.Answer = FakeAdapter.Take;
        var again = $"/api/v1/console/conversations/{conversation}/entries/{seen.GetProperty("entryId").GetGuid()}/send-again";
        (await staff.Http.PostAsync(again, null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await room.UntilAsync(d => d[0].State == DeliveryState.Sent);
        room.Adapter.Tries.Count.ShouldBe(2);
        (await staff.Http.PostAsync(again, null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await staff.Http.PostAsync($"/api/v1/console/conversations/{conversation}/entries/{Guid.CreateVersion7()}/send-again", null))
            .StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_blocked_thread_fails_what_waits_until_the_person_writes_again()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync());
        room.Dialogue.Answer = _ => Task.FromResult(ScriptedDialogue.Say("One", "Two"));
        room.Adapter.Answer = _ => new DeliveryOutcome.Failed("The app was removed.", Blocked: true);
        await room.WriteAsync("Hello");
        var failed = await room.UntilAsync(d => d.Count == 2 && d.All(x => x.State == DeliveryState.Failed));
        failed.ShouldAllBe(d => d.Reason == "The app was removed.");
        room.Adapter.Tries.Count.ShouldBe(1);

        room.Adapter.Answer = FakeAdapter.Take;
        await room.WriteAsync("I am back");
        await room.UntilAsync(d => d.Count(x => x.State == DeliveryState.Sent) == 2);
    }

    [Fact]
    public async Task C03_Notes_go_to_no_channel_and_staff_answers_do()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync());
        await room.WriteAsync("Hello");
        await room.UntilAsync(d => d.Count == 1 && d[0].State == DeliveryState.Sent);
        var conversation = (await room.ConversationsAsync()).Single().Id;
        var staff = await room.Host.StaffAsync("Mia");
        var at = $"/api/v1/console/conversations/{conversation}";
        (await staff.Http.PostAsync($"{at}/take-over", null)).EnsureSuccessStatusCode();
        (await staff.Http.PostAsJsonAsync($"{at}/notes", new { clientMessageId = "n", text = "Watch out" })).EnsureSuccessStatusCode();
        (await staff.Http.PostAsJsonAsync($"{at}/messages", new { clientMessageId = "m", text = "I am Mia" })).EnsureSuccessStatusCode();
        await room.UntilAsync(d => d.Count == 3 && d.All(x => x.State == DeliveryState.Sent));
        room.Adapter.Texts.ShouldBe(["You said: Hello", "Mia joined the conversation.", "I am Mia"]);
    }

    [Fact]
    public async Task Receipts_move_a_delivery_on_and_never_back()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync());
        await room.WriteAsync("Hello");
        var id = (await room.UntilAsync(d => d.Count == 1 && d[0].State == DeliveryState.Sent)).Single().ExternalId!;
        var receipt = new RecordReceipt(FakeAdapter.Name, "tenant-1", "chat-1", id, Read: true);
        (await room.Host.SendAsync(receipt with { Tenant = "tenant-2" })).IsSuccess.ShouldBeTrue();
        (await room.DeliveriesAsync())[0].State.ShouldBe(DeliveryState.Sent);
        await room.Host.SendAsync(receipt);
        await room.Host.SendAsync(receipt with { Read = false });
        (await room.DeliveriesAsync())[0].State.ShouldBe(DeliveryState.Read);
    }

    /// <summary>A progress card whose first state met this answer, and whose later ones wait behind it.</summary>
    private static async Task<Guid> WaitBehindAsync(ChannelRoom room, DeliveryOutcome outcome, int[]? states = null)
    {
        await room.WriteAsync("Hello");
        await room.UntilAsync(d => d.Count == 1 && d[0].State == DeliveryState.Sent);
        var conversation = (await room.ConversationsAsync()).Single().Id;
        room.Adapter.Answer = _ => outcome;
        states ??= [10, 60, 100];
        await ShowAsync(room, conversation, states[0]);
        await room.UntilAsync(d => d.Count == 2 && d[1].Reason is not null);
        foreach (var percent in states[1..])
            await ShowAsync(room, conversation, percent);
        return conversation;
    }

    private static Task ShowAsync(ChannelRoom room, Guid conversation, int percent) =>
        room.Host.InScopeAsync(services => services.GetRequiredService<IUnitOfWork>().RunAsync<Guid>(
            async ct => await services.GetRequiredService<IConversationPoster>().PostAsync(
                conversation, new OutgoingEntry(Card: new Card { Type = "progress", Progress = new CardProgress(percent, []) }, Key: "build"), ct),
            CancellationToken.None));

    private static IEnumerable<int> Percents(ChannelRoom room) => room.Adapter.Tries.Select(t => t.Entry.Card?.Progress?.Percent).OfType<int>();

    private static Task MakeDueAsync(ChannelRoom room) =>
        ExecuteAsync(room.Database, "UPDATE deliveries SET next_attempt_at = now() WHERE next_attempt_at IS NOT NULL");

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
