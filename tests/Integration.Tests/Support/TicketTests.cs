using EzSolutions.Application.Common;
using EzSolutions.Application.Support;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Support;
using EzSolutions.Integration.Tests.Dialogue;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Integration.Tests.Support;

public sealed class TicketTests(DialogueWorld world) : IClassFixture<DialogueWorld>
{
    private static readonly Actor.Staff Sam = new(Guid.CreateVersion7(), "Sam", new HashSet<StaffRole> { StaffRole.Support });

    [Fact]
    public async Task Customer_opens_staff_answers_customer_replies_and_both_are_mailed()
    {
        var ada = await CustomerAsync("ada@example.com");
        var opened = (await world.SendAsync(new OpenTicket("Slow", "It is slow"), ada)).Value;
        opened.Number.ShouldStartWith("TCK-");
        (await world.SendAsync(new ReplyToTicket(opened.Number, "Try again", AsksCustomer: true), Sam)).Value.State.ShouldBe("waiting");
        (await world.SendAsync(new ReplyToTicket(opened.Number, "Still slow"), ada)).Value.State.ShouldBe("open");
        var read = (await world.SendAsync(new GetTicket(opened.Number.ToLowerInvariant()), ada)).Value;
        read.Messages.Select(m => m.AuthorName).ShouldBe([read.Messages[0].AuthorName, "Sam", read.Messages[0].AuthorName]);
        world.Mails.Count(m => m.To == "ada@example.com" && m.Template is "ticket-opened" or "ticket-answered").ShouldBe(2);
    }

    [Fact]
    public async Task Somebody_elses_ticket_is_the_same_as_none()
    {
        var ada = await CustomerAsync("mine@example.com");
        var eve = await CustomerAsync("eve@example.com");
        var ticket = (await world.SendAsync(new OpenTicket("Mine", "Private"), ada)).Value;
        (await world.SendAsync(new GetTicket(ticket.Number), eve)).Error!.Code.ShouldBe("ticket_not_found");
        (await world.SendAsync(new ReplyToTicket(ticket.Id.ToString(), "hi"), eve)).Error!.Code.ShouldBe("ticket_not_found");
        (await world.SendAsync(new CloseTicket(ticket.Number), eve)).Error!.Code.ShouldBe("ticket_not_found");
        (await world.SendAsync(new ListTickets(new PageRequest(), CustomerId: ((Actor.Customer)ada).CustomerId), eve)).Value.Items.ShouldBeEmpty();
        (await world.SendAsync(new GetTicket("TCK-0000-000000"), eve)).Error!.Message.ShouldBe(TicketErrors.NotFound.Message);
    }

    [Fact]
    public async Task Eleventh_ticket_of_an_hour_waits_also_when_twenty_are_sent_at_once()
    {
        var busy = await CustomerAsync("busy@example.com");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => world.SendAsync(new OpenTicket($"T{i}", "Body"), busy))));
        answers.Count(a => a.IsSuccess).ShouldBe(10);
        answers.Where(a => !a.IsSuccess).ShouldAllBe(a => a.Error!.Code == "too_many_tickets" && a.Error.RetryAfter > TimeSpan.FromMinutes(50));
    }

    [Fact]
    public async Task Same_matter_adds_to_the_open_staff_ticket_and_no_customer_sees_it()
    {
        var ada = await CustomerAsync("about@example.com");
        var customer = ((Actor.Customer)ada).CustomerId;
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => Task.Run(() => world.SendAsync(new OpenStaffTicket("Job failed", $"log {i}", "job:1", customer)))));
        answers.ShouldAllBe(a => a.IsSuccess);
        var ticket = (await world.RowsAsync<Ticket>(all => all.Where(t => t.Reference == "job:1"))).ShouldHaveSingleItem();
        ticket.Messages.Count.ShouldBe(3);
        (await world.SendAsync(new GetTicket(ticket.Number), ada)).Error!.Code.ShouldBe("ticket_not_found");
        (await world.SendAsync(new ListTicketQueue(new PageRequest()), Sam)).Value.Items.ShouldContain(t => t.Number == ticket.Number);

        (await world.SendAsync(new CloseTicket(ticket.Number), Sam)).IsSuccess.ShouldBeTrue();
        (await world.SendAsync(new OpenStaffTicket("Job failed", "again", "job:1", customer))).Value.Number.ShouldNotBe(ticket.Number);
    }

    [Fact]
    public async Task P06_Dead_job_opens_a_staff_ticket_unless_its_feature_does()
    {
        var dead = new DeadJob(new Orphan("abc"), 8, Error.Unavailable("gateway_down", "No answer."));
        await world.InScopeAsync(new Actor.System("dead-job"), async services =>
        {
            foreach (var handler in services.GetServices<IDeadJobHandler>())
            {
                await handler.HandleAsync(dead, default);
                await handler.HandleAsync(dead with { Request = new SelfReporting() }, default);
            }

            return true;
        });
        var ticket = (await world.RowsAsync<Ticket>(all => all.Where(t => t.Subject.StartsWith("Job failed: ")))).Where(t => t.Reference!.StartsWith("job:Orphan", StringComparison.Ordinal)).ShouldHaveSingleItem();
        ticket.Messages[0].Body.ShouldContain("gateway_down");
        (await world.RowsAsync<Ticket>(all => all.Where(t => t.Subject == "Job failed: SelfReporting"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_of_tickets_follow_the_latest_change()
    {
        var ada = await CustomerAsync("pages@example.com");
        var numbers = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            numbers.Add((await world.SendAsync(new OpenTicket($"T{i}", "Body"), ada)).Value.Number);
        }

        await world.SendAsync(new ReplyToTicket(numbers[0], "bump"), ada);
        var first = (await world.SendAsync(new ListTickets(new PageRequest(3)), ada)).Value;
        var second = (await world.SendAsync(new ListTickets(new PageRequest(3, first.Next)), ada)).Value;
        first.Items.Concat(second.Items).Select(t => t.Number).ShouldBe([numbers[0], numbers[4], numbers[3], numbers[2], numbers[1]]);
        second.Next.ShouldBeNull();
        (await world.SendAsync(new ListTickets(new PageRequest(3, "nonsense")), ada)).Value.Items.ShouldBeEmpty();
    }

    private async Task<Actor> CustomerAsync(string email) => await world.ActorOfAsync(await world.SignedInConversationAsync(email));

    [Access(Audience.System)]
    private sealed record Orphan(string Id) : IJobRequest;

    [Access(Audience.System)]
    private sealed record SelfReporting : IReportsOwnDeath;
}
