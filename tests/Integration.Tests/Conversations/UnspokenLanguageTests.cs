using EzSolutions.Application.Conversations;
using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Infrastructure.Conversations;
using EzSolutions.Integration.Tests.Conversations.Channels;

namespace EzSolutions.Integration.Tests.Conversations;

/// <summary>Somebody whose browser or channel says a language that we do not speak is spoken to in the installation's own, numbers and days included.</summary>
[Collection(ChatServerGroup.Name)]
public sealed class UnspokenLanguageTests(ChatServer server)
{
    [Theory]
    [InlineData("fr", "de-AT", "de-AT")]
    [InlineData("fr-CH", "en", "en")]
    [InlineData("es-MX", "de", "es-MX")]
    [InlineData(null, "hi", "hi")]
    [InlineData("", "de", "de")]
    public void What_is_spoken(string? asked, string own, string spoken) => new ConversationOptions { Locale = own }.SpokenFor(asked).ShouldBe(spoken);

    [Fact]
    public async Task A_session_and_a_channel_in_French_are_held_in_the_installations_language()
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync(), ("Conversations:Locale", "de-AT"));

        (await room.Host.SendAsync(new OpenChatSession("fr", null, null, null))).IsSuccess.ShouldBeTrue();
        (await room.WriteAsync("Bonjour", ChannelRoom.Anna() with { Locale = "fr-FR" })).IsSuccess.ShouldBeTrue();

        (await room.ConversationsAsync()).Select(c => c.Locale).ShouldBe(["de-AT", "de-AT"]);
        (await room.Host.SendAsync(new FindSpokenLanguage(ChannelRoom.Anna(key: "chat-2") with { Locale = "fr-FR" }))).Value.ShouldBe("de-AT");
    }

    [Fact]
    public void An_installation_cannot_be_set_to_a_language_without_texts() =>
        new ConversationOptionsValidator().Validate(null, new ConversationOptions { Locale = "fr" }).FailureMessage.ShouldNotBeNull().ShouldContain("Conversations:Locale");
}
