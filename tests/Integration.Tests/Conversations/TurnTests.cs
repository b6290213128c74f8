using System.Net;
using EzSolutions.Application.Accounts;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Domain.Common;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EzSolutions.Integration.Tests.Conversations;

[Collection(ChatServerGroup.Name)]
public sealed class TurnTests(ChatServer server)
{
    [Fact]
    public async Task C06_A_turn_that_a_crash_left_behind_is_run_by_another_node_once()
    {
        var database = await server.NewDatabaseAsync();
        Visitor visitor;
        await using (var dying = new ChatHost(database, new ScriptedDialogue(), losesWakes: true, ("Conversations:SweepEvery", "01:00:00")))
        {
            visitor = await dying.VisitAsync();
            await visitor.SendAsync("Hello");
            (await visitor.TextsAsync()).Length.ShouldBe(2);
        }

        await using var one = new ChatHost(database, new ScriptedDialogue());
        await using var two = new ChatHost(database, new ScriptedDialogue());
        two.Services.ShouldNotBeNull();
        var log = await visitor.At(one).UntilAsync(entries => entries.Length >= 3);
        log.Select(e => e.Text()).ShouldBe(["Welcome!", "Hello", "You said: Hello"]);
    }

    [Fact]
    public async Task A_message_sent_through_one_node_is_seen_on_the_other()
    {
        var database = await server.NewDatabaseAsync();
        await using var one = new ChatHost(database, new ScriptedDialogue());
        await using var two = new ChatHost(database, new ScriptedDialogue());
        var visitor = await one.VisitAsync();
        await using var elsewhere = await visitor.At(two).ConnectAsync();
        await visitor.SendAsync("Through one");
        (await elsewhere.NextAsync("Entry", a => a[0].Author() == "customer"))[0].Text().ShouldBe("Through one");
        (await elsewhere.NextAsync("Entry", a => a[0].Author() == "bot"))[0].Text().ShouldBe("You said: Through one");
    }

    [Fact]
    public async Task C06_A_bot_that_keeps_failing_hands_over_visibly()
    {
        var dialogue = new ScriptedDialogue();
        await using var host = new ChatHost(await server.NewDatabaseAsync(), dialogue);
        var visitor = await host.VisitAsync();
        dialogue.Answer = _ => throw new InvalidOperationException("Broken skill");
        await visitor.SendAsync("Hello");
        var log = await visitor.UntilAsync(entries => entries.Length >= 3);
        log[2].Kind().ShouldBe("event");
        log[2].Text()!.ShouldStartWith("Passed to our staff");
        dialogue.Turns.Count.ShouldBe(4);
    }

    [Fact]
    public async Task C06_Without_a_bot_the_message_goes_to_staff()
    {
        await using var host = new ChatHost(await server.NewDatabaseAsync());
        var visitor = await host.VisitAsync();
        await visitor.SendAsync("Hello");
        (await visitor.UntilAsync(entries => entries.Length >= 2))[1].Text()!.ShouldStartWith("Passed to our staff");
    }

    [Fact]
    public async Task A_sign_in_in_the_chat_makes_the_next_turn_run_as_that_customer()
    {
        var dialogue = new ScriptedDialogue();
        await using var host = new ChatHost(await server.NewDatabaseAsync(), dialogue);
        var visitor = await host.VisitAsync();
        var customer = new SignedInCustomer(Guid.CreateVersion7(), Guid.CreateVersion7(), "Anna", "anna@example.com", false);
        dialogue.Answer = _ => Task.FromResult(ScriptedDialogue.Say("Hello Anna") with { Identity = new IdentityChange.SignedIn(customer) });
        await visitor.SendAsync("It is me");
        (await visitor.UntilAsync(entries => entries.Length == 4))[2].Text().ShouldBe("Signed in as Anna.");
        await visitor.SendAsync("Again");
        await visitor.UntilAsync(entries => entries.Length >= 6);
        var actor = dialogue.Turns.Last().Actor.ShouldBeOfType<Actor.Customer>();
        actor.CustomerId.ShouldBe(customer.CustomerId);
        actor.Assurance.ShouldBe(Assurance.Verified);
        actor.ConversationId.ShouldBe(visitor.ConversationId);
    }

    [Fact]
    public async Task News_of_another_feature_appear_in_the_conversation()
    {
        await using var host = new ChatHost(await server.NewDatabaseAsync(), new ScriptedDialogue());
        var visitor = await host.VisitAsync();
        await using var socket = await visitor.ConnectAsync();
        await host.InScopeAsync(services => services.GetRequiredService<IUnitOfWork>().RunAsync<Guid>(
            async ct => await services.GetRequiredService<IConversationPoster>().PostAsync(visitor.ConversationId, new OutgoingEntry("Paid"), ct),
            CancellationToken.None));
        (await socket.NextAsync("Entry"))[0].Text().ShouldBe("Paid");
    }

    [Fact]
    public async Task The_twenty_first_message_and_the_eleventh_conversation_are_refused_with_429()
    {
        await using var host = new ChatHost(
            await server.NewDatabaseAsync(), new ScriptedDialogue(), false, ("Conversations:MessagesPerMinute", "20"), ("Conversations:OpenPerAddress", "10"));
        var visitor = await host.VisitAsync();
        for (var i = 0; i < 20; i++)
            await visitor.SendAsync($"{i}");
        var refused = await visitor.PostMessageAsync("One more");
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await refused.CodeAsync()).ShouldBe("too_many_messages");
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);

        for (var i = 0; i < 10; i++)
            (await host.SendAsync(new OpenChatSession(null, null, null, "192.0.2.1"))).IsSuccess.ShouldBeTrue();
        (await host.SendAsync(new OpenChatSession(null, null, null, "192.0.2.1"))).Error!.Code.ShouldBe("too_many_conversations");
        (await host.SendAsync(new OpenChatSession(null, null, null, "192.0.2.2"))).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task C01_The_database_refuses_a_gap_and_a_changed_entry()
    {
        var database = await server.NewDatabaseAsync();
        await using var host = new ChatHost(database, new ScriptedDialogue());
        await host.VisitAsync();
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        (await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(connection, "UPDATE entries SET text = 'changed'"))).MessageText.ShouldContain("append-only");
        (await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(
            connection,
            """
            INSERT INTO entries (id, conversation_id, sequence, kind, author_kind, author_name, created_at)
            SELECT gen_random_uuid(), id, last_sequence + 2, 'message', 'bot', 'Assistant', now() FROM conversations
            """))).MessageText.ShouldContain("leaves a gap");
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
