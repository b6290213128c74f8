using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Domain.Accounts;

namespace EzSolutions.Integration.Tests.Dialogue;

/// <summary>An account reads what is spoken in the conversation that its customer is signed in to.</summary>
public sealed class AccountLanguageTests(DialogueWorld world) : IClassFixture<DialogueWorld>
{
    [Fact]
    public async Task Who_signs_in_in_German_has_an_account_in_German_and_is_sent_the_code_in_it()
    {
        var chat = (await world.SendAsync(new OpenChatSession("de-AT", null, null, null), new Actor.Visitor(null))).Value.ConversationId;

        await SignInAsync(chat, "anna@example.at");

        world.MailLocales["anna@example.at"].ShouldBe("de-AT");
        (await LocaleAsync("anna@example.at")).ShouldBe("de-AT");
    }

    [Fact]
    public async Task The_account_follows_its_customer_into_another_language()
    {
        var chat = await world.SignedInConversationAsync("maria@example.com");
        (await LocaleAsync("maria@example.com")).ShouldBe("en");

        await world.SayAsync(chat, "¿Cuánto cuesta un servidor con 4 GB de memoria al mes?");

        (await LocaleAsync("maria@example.com")).ShouldBe("es");
    }

    private async Task SignInAsync(Guid chat, string email)
    {
        await world.SayAsync(chat, "anmelden bitte");
        await world.SayAsync(chat, email);
        await world.SayAsync(chat, world.CodeFor(email));
        (await world.ConversationAsync(chat)).CustomerId.ShouldNotBeNull();
    }

    private async Task<string?> LocaleAsync(string email) => (await world.RowsAsync<Customer>(all => all.Where(c => c.Email == email))).ShouldHaveSingleItem().Locale;
}
