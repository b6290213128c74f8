using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;

namespace EzSolutions.Integration.Tests.Conversations;

[Collection(ChatServerGroup.Name)]
public sealed class LongHistoryTests(ChatServer server)
{
    [Fact]
    public async Task A_conversation_of_10_000_messages_opens_with_its_newest_page_for_the_visitor_and_for_staff()
    {
        var database = await server.NewDatabaseAsync();
        await using var host = new ChatHost(database, new ScriptedDialogue());
        var visitor = await host.VisitAsync();
        await FillAsync(database, visitor.ConversationId);

        var newest = await visitor.PageBeforeAsync(long.MaxValue);
        Sequences(newest.GetProperty("entries")).ShouldBe(Enumerable.Range(9_901, 100), "a reloaded page knows no cursor");
        var earlier = await visitor.PageBeforeAsync(newest.GetProperty("next").GetInt64());
        Sequences(earlier.GetProperty("entries")).ShouldBe(Enumerable.Range(9_801, 100));
        var first = await visitor.PageBeforeAsync(50);
        Sequences(first.GetProperty("entries")).ShouldBe(Enumerable.Range(1, 49));
        first.GetProperty("next").GetInt64().ShouldBe(0, "that was the beginning");

        var resumed = await host.CreateClient().PostAsJsonAsync("/api/v1/chat/sessions", new { resumeToken = visitor.ResumeToken });
        var opened = Sequences((await resumed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("entries"));
        opened.ShouldBe(Enumerable.Range(9_901, 100));

        var staff = await host.StaffAsync("Mia");
        var shown = await staff.GetAsync($"conversations/{visitor.ConversationId}/entries");
        Sequences(shown.GetProperty("entries")).ShouldBe(Enumerable.Range(9_951, 50));
        var older = await staff.GetAsync($"conversations/{visitor.ConversationId}/entries?before={shown.GetProperty("next").GetInt64()}");
        Sequences(older.GetProperty("entries")).ShouldBe(Enumerable.Range(9_901, 50));
    }

    private static int[] Sequences(JsonElement entries) => [.. entries.EnumerateArray().Select(e => e.GetProperty("sequence").GetInt32())];

    private static async Task FillAsync(string database, Guid conversationId)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO entries (id, conversation_id, sequence, kind, author_kind, author_name, text, created_at)
            SELECT gen_random_uuid(), c.id, n, 'message', CASE WHEN n % 2 = 0 THEN 'customer' ELSE 'bot' END, 'Somebody', 'Message ' || n, now()
            FROM conversations c, generate_series(c.last_sequence + 1, 10000) n WHERE c.id = @id;
            UPDATE conversations SET last_sequence = 10000, last_inbound_sequence = 10000, handled_up_to = 10000 WHERE id = @id;
            """,
            connection);
        command.Parameters.AddWithValue("id", conversationId);
        await command.ExecuteNonQueryAsync();
    }
}
