using System.Net;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Application.Conversations.Channels.Linking;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EzSolutions.Integration.Tests.Conversations.Channels;

[Collection(ChatServerGroup.Name)]
public sealed class AccountLinkTests(ChatServer server)
{
    [Fact]
    public async Task A_link_finished_in_one_browser_makes_the_private_chat_speak_for_that_customer_and_goes_on_there()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync());
        var link = await OfferAsync(room);
        using var browser = new LinkBrowser(room, link);
        (await browser.LookAsync()).ShouldContain("Anna");
        (await browser.ClaimAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.FinishAsync("anna@example.com", consent: false)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.FinishAsync("anna@example.com")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await Eventually.HoldsAsync(() => Task.FromResult(room.Dialogue.Turns.Last()), t => t.Inbound is [{ Action.ActionId: "skill:sign_in" }]);
        var actor = room.Dialogue.Turns.Last().Actor.ShouldBeOfType<Actor.Customer>();
        actor.Assurance.ShouldBe(Assurance.Verified);
        var conversation = (await room.ConversationsAsync()).Single();
        conversation.CustomerEmail.ShouldBe("anna@example.com");
    }

    [Fact]
    public async Task A_link_speaks_the_language_of_the_chat_it_was_sent_to_whatever_the_browser_speaks()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync());
        var link = await OfferAsync(room, ChannelRoom.Anna() with { Locale = "de" });
        using var browser = new LinkBrowser(room, link);

        (await browser.LookAsync()).ShouldContain("-Konto verknüpfen</h1>");
        var asked = await (await browser.ClaimAsync()).Content.ReadAsStringAsync();
        asked.ShouldContain("<html lang=\"de\">");
        asked.ShouldContain("Wir mailen Ihnen einen sechsstelligen Code.");
        await (await browser.FinishAsync("anna@example.com")).Content.ReadAsStringAsync();
        (await room.Host.InScopeAsync(services => services.GetRequiredService<IStore>().FindAsync<Domain.Accounts.Customer>(c => c.Email == "anna@example.com", default)))!
            .Locale.ShouldBe("de");
    }

    [Fact]
    public async Task A_link_works_once_and_for_ten_minutes()
    {
        var database = await server.NewDatabaseAsync();
        await using var room = new ChannelRoom(database);
        var first = await OfferAsync(room);
        using var browser = new LinkBrowser(room, first);
        await browser.ClaimAsync();
        (await browser.FinishAsync("anna@example.com")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.FinishAsync("anna@example.com")).StatusCode.ShouldBe(HttpStatusCode.Gone);

        await UnlinkAsync(room);
        using var late = new LinkBrowser(room, await OfferAsync(room));
        await late.ClaimAsync();
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var age = new NpgsqlCommand("UPDATE account_links SET expires_at = now()", connection);
        await age.ExecuteNonQueryAsync();
        (await late.FinishAsync("anna@example.com")).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await new LinkBrowser(room, "link/never-given").ClaimAsync()).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_link_is_finished_only_in_the_browser_that_went_on_with_it()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync());
        var link = await OfferAsync(room);
        using var preview = new LinkBrowser(room, link);
        await preview.LookAsync();
        using var browser = new LinkBrowser(room, link);
        (await browser.ClaimAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var other = new LinkBrowser(room, link);
        (await other.ClaimAsync()).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await other.FinishAsync("anna@example.com")).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await room.ConversationsAsync()).Single().CustomerId.ShouldBeNull();
    }

    [Fact]
    public async Task An_account_that_speaks_for_one_customer_is_not_linked_to_another()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync());
        using var first = new LinkBrowser(room, await OfferAsync(room));
        using var second = new LinkBrowser(room, await OfferAsync(room));
        await first.ClaimAsync();
        await second.ClaimAsync();
        (await first.FinishAsync("anna@example.com")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await second.FinishAsync("eve@example.com")).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await room.ConversationsAsync()).Single().CustomerEmail.ShouldBe("anna@example.com");
    }

    [Fact]
    public async Task The_same_user_id_in_another_tenant_and_any_group_stay_visitors()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync());
        await LinkAsync(room);
        foreach (var sender in new[] { ChannelRoom.Anna(tenant: "tenant-2"), ChannelRoom.Anna(isPrivate: false, key: "team-channel") })
        {
            var question = $"What do I owe, {sender.ThreadKey} in {sender.Tenant}?";
            await room.WriteAsync(question, sender);
            var turn = await Eventually.HoldsAsync(
                () => Task.FromResult(room.Dialogue.Turns.FirstOrDefault(t => t.Inbound.Any(i => i.Text == question))), found => found is not null);
            turn!.Actor.ShouldBeOfType<Actor.Visitor>();
        }
    }

    [Fact]
    public async Task Where_others_read_along_nobody_is_offered_a_link_or_signed_in_and_the_database_refuses_it()
    {
        var database = await server.NewDatabaseAsync();
        await using var room = new ChannelRoom(database);
        await room.WriteAsync("Sign me in", ChannelRoom.Anna(isPrivate: false));
        (await ChooseAsync(room)).ShouldBeOfType<SignInWay.PrivatelyOnly>();
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var forced = new NpgsqlCommand("UPDATE conversations SET customer_id = gen_random_uuid()", connection);
        (await Should.ThrowAsync<PostgresException>(() => forced.ExecuteNonQueryAsync())).ConstraintName!.ShouldContain("others_read");
    }

    [Fact]
    public async Task A_linked_account_proves_itself_by_a_code_to_its_own_customer_and_an_unlinked_one_is_a_visitor_at_once()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync());
        await LinkAsync(room);
        await room.WriteAsync("From another of my chats", ChannelRoom.Anna(key: "chat-2"));
        (await ChooseAsync(room)).ShouldBe(new SignInWay.CodeTo("anna@example.com"));
        (await room.ConversationsAsync()).ShouldAllBe(c => c.CustomerEmail == "anna@example.com");

        await UnlinkAsync(room);
        await room.WriteAsync("Still me?");
        (await room.ConversationsAsync()).ShouldAllBe(c => c.CustomerId == null);
    }

    [Fact]
    public async Task News_reach_the_linked_private_chat_and_never_one_that_is_unlinked_or_blocked()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync());
        await LinkAsync(room);
        var conversation = (await room.ConversationsAsync()).Single();
        var customer = conversation.CustomerId!.Value;
        (await WhereAsync(room, null, customer)).ShouldBe(conversation.Id);
        (await WhereAsync(room, Guid.CreateVersion7(), customer)).ShouldBe(conversation.Id);

        await room.Host.SendAsync(new MarkChannelBlocked(FakeAdapter.Name, "tenant-1", "chat-1", null, "The app was removed."));
        (await WhereAsync(room, conversation.Id, customer)).ShouldBeNull();

        await room.WriteAsync("I am back");
        (await WhereAsync(room, conversation.Id, customer)).ShouldBe(conversation.Id);
        await UnlinkAsync(room);
        await room.WriteAsync("Unlinked");
        (await WhereAsync(room, conversation.Id, customer)).ShouldBeNull();
    }

    private static Task<Guid?> WhereAsync(ChannelRoom room, Guid? beganIn, Guid customer) => room.Host.InScopeAsync(
        services => services.GetRequiredService<IConversationPoster>().FindConversationAsync(beganIn, customer, CancellationToken.None));

    private static async Task LinkAsync(ChannelRoom room)
    {
        using var browser = new LinkBrowser(room, await OfferAsync(room));
        await browser.ClaimAsync();
        (await browser.FinishAsync("anna@example.com")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<string> OfferAsync(ChannelRoom room, ChannelSender? sender = null)
    {
        room.Dialogue.Answer = _ => Task.FromResult(ScriptedDialogue.Say() with
        {
            Entries = [new(Card: new Card { Type = AccountLinkCard.Type, Actions = [new CardAction("skill:sign_in", "I've linked it")] })],
        });
        await room.WriteAsync("Sign me in", sender);
        await room.UntilAsync(d => d.Count > 0);
        return (await ChooseAsync(room)).ShouldBeOfType<SignInWay.Link>().Url.AbsolutePath;
    }

    private static async Task<SignInWay> ChooseAsync(ChannelRoom room) => (await AsVisitorAsync(room, new ChooseSignIn())).Value;

    private static Task UnlinkAsync(ChannelRoom room) => AsVisitorAsync(room, new UnlinkAccount());

    private static async Task<Result<T>> AsVisitorAsync<T>(ChannelRoom room, IRequest<Result<T>> request)
    {
        var conversation = (await room.ConversationsAsync())[0].Id;
        return await room.Host.InScopeAsync(services =>
        {
            services.GetRequiredService<ActorContext>().Set(new Actor.Visitor(conversation));
            return services.GetRequiredService<IMediator>().Send(request);
        });
    }
}
