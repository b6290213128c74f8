using System.Net.Http.Json;
using System.Text.Json;
using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Application.Conversations.Channels.Linking;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using Npgsql;

namespace EzSolutions.Integration.Tests.Conversations.Channels;

/// <summary>Signing in on an outside channel, with the program's own bot.</summary>
[Collection(ChatServerGroup.Name)]
public sealed class ChannelSignInTests(ChatServer server)
{
    [Fact]
    public async Task What_needs_a_sign_in_waits_for_the_link_and_goes_on_by_itself()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync()) { HasRealBot = true };
        await LinkAsync(room, "show my invoices");
        await SaidAsync(room, "linked and you're signed in");
        (await room.ConversationsAsync()).Single().Assurance.ShouldBe(Assurance.Verified);

        // The question that waited is answered without being asked again.
        await SaidAsync(room, "invoice", after: room.Adapter.Tries.First(t => Text(t).Contains("linked and you're signed in", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_old_proof_is_renewed_by_a_code_to_the_linked_customer_alone()
    {
        var database = await server.NewDatabaseAsync();
        await using var room = new ChannelRoom(database) { HasRealBot = true };
        await LinkAsync(room, "sign in");
        await SaidAsync(room, "linked and you're signed in");
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var age = new NpgsqlCommand("UPDATE conversations SET verified_at = now() - interval '2 days'; UPDATE channel_identities SET proven_at = now() - interval '2 days'", connection);
        await age.ExecuteNonQueryAsync();

        await room.WriteAsync("sign in as eve@example.com");
        await SaidAsync(room, "sent to anna@example.com");
        using var mailbox = new LinkBrowser(room, "/");
        await room.WriteAsync(await mailbox.IssueAsync("anna@example.com"));
        var conversation = await Eventually.HoldsAsync(
            async () => (await room.ConversationsAsync()).Single(), c => c.VerifiedAt > TimeProvider.System.GetUtcNow().AddHours(-1));
        conversation.CustomerEmail.ShouldBe("anna@example.com");
    }

    [Fact]
    public async Task Signing_out_on_a_channel_unlinks_the_account()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync()) { HasRealBot = true };
        await LinkAsync(room, "sign in");
        await SaidAsync(room, "linked and you're signed in");
        var linked = room.Adapter.Tries.First(t => t.Entry.Card?.Actions?.Any(a => a.Label == "Unlink my account") is true).Entry;
        await room.WriteAsync(null, press: new ChannelPress(linked.Id, linked.Card!.Actions!.Single().Id));
        await SaidAsync(room, "unlinked");
        await room.WriteAsync("hello");
        (await room.ConversationsAsync()).Single().CustomerId.ShouldBeNull();
    }

    [Fact]
    public async Task Staff_write_first_and_the_linked_customer_reads_it_on_their_channel_once()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync()) { HasRealBot = true };
        await LinkAsync(room, "sign in");
        await SaidAsync(room, "linked and you're signed in");
        var mia = await room.Host.StaffAsync("Mia");
        var message = new { email = "ANNA@example.com", clientMessageId = "outreach-1", text = "Your disk is nearly full. Shall I look at it?" };
        var conversation = (await room.ConversationsAsync()).Single().Id;
        for (var tries = 0; tries < 2; tries++)
        {
            var answer = await mia.Http.PostAsJsonAsync("/api/v1/console/outreach", message);
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("conversationId").GetGuid().ShouldBe(conversation);
        }

        await SaidAsync(room, message.text);
        room.Adapter.Tries.Count(t => Text(t).Contains(message.text, StringComparison.Ordinal)).ShouldBe(1);
        var owned = (await room.ConversationsAsync()).Single();
        (owned.Owner.Kind, owned.Owner.StaffId).ShouldBe((OwnerKind.Staff, mia.StaffId));
    }

    [Fact]
    public async Task Where_others_read_along_a_question_about_oneself_is_sent_to_a_private_chat()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync()) { HasRealBot = true };
        await room.WriteAsync("show my invoices", ChannelRoom.Anna(isPrivate: false));
        await SaidAsync(room, "private chat");
        room.Adapter.Tries.ShouldAllBe(t => !Text(t).Contains("/link/", StringComparison.Ordinal));
    }

    private static async Task LinkAsync(ChannelRoom room, string wish)
    {
        await room.WriteAsync(wish);
        var card = await Eventually.HoldsAsync(
            () => Task.FromResult(room.Adapter.Tries.Select(t => t.Entry.Card).FirstOrDefault(c => c?.Type == AccountLinkCard.Type)), found => found is not null);
        using var browser = new LinkBrowser(room, card!.Actions!.First(a => a.Url is not null).Url!.AbsolutePath);
        await browser.ClaimAsync();
        (await browser.FinishAsync("anna@example.com")).IsSuccessStatusCode.ShouldBeTrue();
    }

    private static Task SaidAsync(ChannelRoom room, string words, OutboundEntry? after = null) => Eventually.HoldsAsync(
        () => Task.FromResult(room.Adapter.Tries.Where(t => t.Entry.Sequence > (after?.Entry.Sequence ?? 0)).Select(Text).ToArray()),
        all => all.Any(t => t.Contains(words, StringComparison.OrdinalIgnoreCase)));

    private static string Text(OutboundEntry sent) =>
        string.Join(' ', sent.Entry.Text, sent.Entry.Card?.Title, sent.Entry.Card?.Text, string.Join(' ', (sent.Entry.Card?.Actions ?? []).Select(a => $"{a.Label} {a.Url}")));
}
