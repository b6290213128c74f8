using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Domain.Tests.Conversations;

public sealed class ConfirmationTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Conversation = Guid.CreateVersion7();
    private static readonly Guid Person = Guid.CreateVersion7();

    [Fact]
    public void C05_Is_consumed_once()
    {
        var confirmation = Offered();
        confirmation.Consume(Conversation, Person, Now).IsSuccess.ShouldBeTrue();
        confirmation.Consume(Conversation, Person, Now).Error!.Code.ShouldBe("confirmation_used");
        confirmation.Amount.ShouldBe(new Money(1190, Currency.Usd));
    }

    [Fact]
    public void C05_Is_bound_to_the_conversation_and_the_person()
    {
        var confirmation = Offered();
        confirmation.Consume(Guid.CreateVersion7(), Person, Now).Error!.Code.ShouldBe("confirmation_not_found");
        confirmation.Consume(Conversation, Guid.CreateVersion7(), Now).Error!.Code.ShouldBe("confirmation_not_found");
        confirmation.State.ShouldBe(ConfirmationState.Pending);
    }

    [Fact]
    public void C05_Expires()
    {
        var confirmation = Offered();
        confirmation.Consume(Conversation, Person, Now.AddMinutes(30)).Error!.Code.ShouldBe("confirmation_expired");
        confirmation.Consume(Conversation, Person, Now.AddMinutes(30).AddTicks(-1)).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public void Withdrawn_one_does_nothing_and_a_used_one_stays_used()
    {
        var withdrawn = Offered();
        withdrawn.Withdraw();
        withdrawn.Consume(Conversation, Person, Now).Error!.Code.ShouldBe("confirmation_withdrawn");

        var used = Offered();
        used.Consume(Conversation, Person, Now);
        used.Withdraw();
        used.State.ShouldBe(ConfirmationState.Used);
    }

    private static Confirmation Offered() => Confirmation.Create(
        Guid.CreateVersion7(), "token", Conversation, Person, "order_service", "hash", "{}", new Money(1190, Currency.Usd), Now, TimeSpan.FromMinutes(30));
}
