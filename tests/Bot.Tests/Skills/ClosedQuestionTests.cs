using System.Globalization;
using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Application.Conversations.Channels.Linking;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Skills.Accounts;
using EzSolutions.Bot.Skills.Billing;
using EzSolutions.Bot.Skills.Provisioning;
using EzSolutions.Bot.Skills.Support;
using EzSolutions.Bot.Tests.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Common;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Bot.Tests.Skills;

/// <summary>Walks every slot of every skill: whatever can only be answered in so many ways has a button for each.</summary>
public sealed class ClosedQuestionTests
{
    /// <summary>What is asked in the customer's own words. A question is added here on purpose, or it has choices.</summary>
    private static readonly string[] Open =
    [
        "apply_coupon.coupon_code", "ask_knowledge.query", "open_ticket.text", "refund_request.text", "reply_ticket.text", "sign_in.email",
    ];

    /// <summary>Filled from what was said, or by us; nobody is ever asked.</summary>
    private static readonly string[] NeverAsked = ["order_service.currency", "order_service.setup"];

    [Fact]
    public async Task Every_question_but_the_open_ones_has_choices()
    {
        List<string> bare = [], silent = [];
        foreach (var skill in new ServiceCollection().AddOptions().AddBot().AddSingleton<TimeProvider>(new ManualTime()).BuildServiceProvider().GetServices<ISkill>())
        {
            foreach (var slot in skill.Slots)
            {
                var name = $"{skill.Name}.{slot.Name}";
                switch (await PromptAsync(skill, slot))
                {
                    case Step.Ask { Question: var question } when Buttons(question).Any():
                        break;
                    case Step.Ask:
                        bare.Add(name);
                        break;
                    default:
                        silent.Add(name);
                        break;
                }
            }
        }

        bare.Order(StringComparer.Ordinal).ShouldBe(Open);
        silent.Order(StringComparer.Ordinal).ShouldBe(NeverAsked);
    }

    private static IEnumerable<string> Buttons(Question question) =>
        (question.Choices ?? []).Select(c => c.Label).Concat((question.Card?.Actions ?? []).Select(a => a.Label));

    /// <summary>In a shop where there are two of everything, and with everything but this slot answered.</summary>
    private static async Task<Step> PromptAsync(ISkill skill, Slot slot)
    {
        var (time, actors, conversation) = (new ManualTime(), new ActorContext(), Guid.CreateVersion7());
        var signedOut = skill.Name == SkillNames.SignIn;
        actors.Set(signedOut ? new Actor.Visitor(conversation) : new Actor.Customer(Shop.CustomerId, Shop.UserId, Assurance.Verified, conversation));
        var shop = Stocked(time, actors);
        var channel = slot is ChannelAccountSlot ? "slack" : Domain.Conversations.Conversation.WidgetChannel;
        var state = new DialogueState();
        state.Focus[TicketTargetSlot.JustOpened] = $"{time.GetUtcNow().ToUnixTimeSeconds()} TCK-2026-000001";
        var turn = new Turn(
            new DialogueTurn(conversation, actors.Current, "en", null, [], channel), state, BotTexts.English, time.GetUtcNow(), Currency.Usd, new PlansOnSale(time), actors, shop.Mediator);
        var frame = new Frame { Id = 1, Skill = skill.Name, Wanted = slot.Name };
        foreach (var (key, value) in Answers(shop).Where(a => a.Key != slot.Name && skill.Slots.Any(s => s.Name == a.Key)))
        {
            frame.Slots[key] = value;
        }

        return await slot.PromptAsync(new SkillContext(turn, frame), CancellationToken.None);
    }

    private static Dictionary<string, string> Answers(Shop shop) => new(StringComparer.Ordinal)
    {
        [SlotNames.Service] = shop.Services[0].Id.ToString(),
        [SlotNames.Plan] = "vps-m",
        [SlotNames.BillingCycle] = "monthly",
        [SlotNames.Hostname] = "web1",
        [SlotNames.Os] = "debian-12",
        [SlotNames.Region] = "frankfurt",
        [SlotNames.Action] = "reboot",
        [SlotNames.InvoiceNumber] = "INV-2026-000001",
        [SlotNames.OrderNumber] = "ORD-2026-000001",
        [SlotNames.TicketNumber] = "TCK-2026-000001",
        [SlotNames.Text] = "words",
        [SlotNames.CouponCode] = "SPRING",
        [SlotNames.Amount] = "10",
        [SlotNames.Email] = "ada@example.com",
        [BackupSlot.Key] = shop.Backups[0].Id.ToString(),
        [CancelWhenSlot.SlotName] = CancelWhenSlot.Now,
    };

    private static Shop Stocked(ManualTime time, ActorContext actors)
    {
        var shop = new Shop(time, actors);
        shop.Products[1] = shop.Products[1] with { Regions = ["frankfurt", "new-york"] };
        shop.Services.AddRange([Shop.Service("web1"), Shop.Service("web2")]);
        foreach (var number in new[] { "1", "2" })
        {
            shop.Invoices.AddRange([Shop.Invoice($"INV-2026-00000{number}", 1000), Shop.Invoice($"INV-2026-00001{number}", 1000, "paid")]);
            shop.Orders.Add(Shop.Order($"ORD-2026-00000{number}"));
            shop.Tickets.Add(Shop.Ticket($"TCK-2026-00000{number}"));
            shop.Backups.Add(Shop.Backup(shop.Services[0].Id, time.GetUtcNow().AddDays(-int.Parse(number, CultureInfo.InvariantCulture))));
        }

        shop.Mediator
            .On<ChooseSignIn, Result<SignInWay>>(_ => new SignInWay.Link(new Uri("https://shop.example/link")))
            .On<GetSubscription, Result<SubscriptionView>>(r => new SubscriptionView(
                Guid.CreateVersion7(), r.ServiceId, Shop.CustomerId, "web1", "vps-m", "VPS M", "monthly", Shop.Usd(1000), "active", new DateOnly(2026, 11, 21),
                new DateOnly(2026, 12, 21), null, null, null, null, null, null, null, null));
        return shop;
    }
}
