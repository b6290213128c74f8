using EzSolutions.Domain.Conversations;

namespace EzSolutions.Domain.Tests.Conversations;

internal sealed class ConversationBuilder
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
    public static readonly Colleague Alice = new(new Guid("00000000-0000-0000-0000-00000000a11c"), "Alice");
    public static readonly Colleague Bob = new(new Guid("00000000-0000-0000-0000-000000000b0b"), "Bob");
    public static readonly MessageLimit Limit = new(20, TimeSpan.FromMinutes(1));

    private int _ids;

    public DateTimeOffset Now { get; set; } = Start;

    public Conversation Conversation { get; } =
        Conversation.Open(new Guid("00000000-0000-0000-0000-00000000c0de"), Conversation.WidgetChannel, "en-GB", "192.0.2.1", Start);

    public EntryStamp Stamp() => new(new Guid(++_ids, 0, 0, new byte[8]), Now);

    public Entry Receive(string text = "Hello") => TryReceive(text).Value;

    public EzSolutions.Domain.Common.Result<Entry> TryReceive(string? text) =>
        Conversation.ReceiveFromCustomer(Stamp(), text, null, Limit, Stamp);

    public ConversationBuilder TakenOverBy(Colleague staff)
    {
        Conversation.TakeOver(Stamp(), staff).IsSuccess.ShouldBeTrue();
        return this;
    }

    public ConversationBuilder Queued()
    {
        Conversation.EnterQueue(Stamp, "Asked for a person.");
        return this;
    }
}
