namespace EzSolutions.Integration.Tests.Conversations.Channels;

/// <summary>The same conversation, with the program's own bot, on every channel.</summary>
[Collection(ChatServerGroup.Name)]
public sealed class ConversationStoryTests(ChatServer server)
{
    [Theory]
    [InlineData("widget")]
    [InlineData("outside")]
    public async Task A_question_a_sign_in_a_ticket_a_person_and_back_to_the_bot(string channel)
    {
        await using var room = new ChannelRoom(await server.NewDatabaseAsync()) { HasRealBot = true };
        var anna = StoryChannel.Of(channel, room);
        await anna.SayAsync("show my invoices");
        await anna.SignInAsync();
        await anna.HearsAsync("no invoices yet");

        await anna.SayAsync("open a ticket");
        await anna.HearsAsync("in your own words");
        await anna.SayAsync("The backup of my server did not run last night");
        await anna.HearsAsync("is open");

        await anna.SayAsync("I want to talk to a human");
        await anna.HearsAsync("Passed to our staff");
        var staff = await room.Host.StaffAsync("Mia");
        var conversation = await anna.ConversationAsync();
        (await staff.PostAsync(conversation, "take-over")).EnsureSuccessStatusCode();
        (await staff.WriteAsync(conversation, "messages", "Mia here, I have restarted it.")).EnsureSuccessStatusCode();
        await anna.HearsAsync("Mia here");
        (await staff.PostAsync(conversation, "return")).EnsureSuccessStatusCode();
        await anna.HearsAsync("handed the conversation back");
        await anna.SayAsync("thank you");
        await anna.HearsAsync("re welcome");
    }
}
