using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Ordering;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Integration.Tests.Dialogue;

/// <summary>Backups and passwords asked for in plain sentences, down to the jobs in the database.</summary>
public sealed class LifecycleChatTests(DialogueWorld world) : IClassFixture<DialogueWorld>
{
    [Fact]
    public async Task A_server_is_backed_up_and_brought_back_by_talking()
    {
        var conversation = await world.SignedInConversationAsync("backup@example.com");
        var service = await RunningServiceAsync(conversation, "keep1.example.com");

        var said = await world.SayAsync(conversation, "could you please back up my server before I upgrade it");
        said.ShouldContain(e => e.Text != null && e.Text.Contains("I'm backing keep1.example.com up", StringComparison.Ordinal));
        said.ShouldContain(e => e.Card != null && e.Card.Type == "progress" && e.Card.Title == "Backing keep1.example.com up");
        (await JobsAsync(service)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            j => j.Kind.ShouldBe(LifecycleKind.BackUp), j => j.ConversationId.ShouldBe(conversation));
        var busy = await world.SayAsync(conversation, "reset the root password of keep1.example.com");
        await PressAsync(conversation, busy, "confirm:");
        (await JobsAsync(service)).Count.ShouldBe(1);
        await CompleteAsync(service);

        var which = await world.SayAsync(conversation, "oh no, i broke everything. please restore the backup of keep1.example.com");
        var offer = await PressAsync(conversation, which, "choose:");
        offer.Last(e => e.Card?.Type == "restore").Card!.Text!.ShouldContain("Everything changed since then is lost");
        (await JobsAsync(service)).Count.ShouldBe(1);
        await world.SayAsync(conversation, "yes");

        var jobs = await JobsAsync(service);
        jobs.Count.ShouldBe(2);
        jobs[1].ShouldSatisfyAllConditions(j => j.Kind.ShouldBe(LifecycleKind.Restore), j => j.BackupId.ShouldBe(jobs[0].BackupId));
    }

    [Fact]
    public async Task A_new_password_is_asked_about_first_and_its_job_carries_no_secret()
    {
        var conversation = await world.SignedInConversationAsync("password@example.com");
        var service = await RunningServiceAsync(conversation, "keep2.example.com");

        await world.SayAsync(conversation, "I lost the root password of keep2.example.com, I need a new one");
        (await JobsAsync(service)).ShouldBeEmpty();
        await world.SayAsync(conversation, "yes please");

        (await JobsAsync(service)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            j => j.Kind.ShouldBe(LifecycleKind.ResetPassword), j => j.SealedPassword.ShouldBeNull());
    }

    private Task<List<LifecycleJob>> JobsAsync(Guid service) =>
        world.RowsAsync<LifecycleJob>(all => all.Where(j => j.ServiceId == service).OrderBy(j => j.Number));

    private async Task<List<Entry>> PressAsync(Guid conversation, List<Entry> said, string button)
    {
        var on = said.Last(e => e.Card?.Actions?.Any(a => a.Id.StartsWith(button, StringComparison.Ordinal)) is true);
        return await world.PressAsync(conversation, on, on.Card!.Actions!.First(a => a.Id.StartsWith(button, StringComparison.Ordinal)).Id);
    }

    /// <summary>Ordered by talking, paid, and delivered as far as the books know.</summary>
    private async Task<Guid> RunningServiceAsync(Guid conversation, string name)
    {
        await world.SayAsync(conversation, $"order vps m monthly with debian 12 in frankfurt called {name}");
        await world.SayAsync(conversation, "yes");
        var customer = (await world.ConversationAsync(conversation)).CustomerId;
        return await world.InScopeAsync(new Actor.System("test"), async services =>
        {
            var store = services.GetRequiredService<IStore>();
            var paid = await services.GetRequiredService<IUnitOfWork>().RunAsync<Guid>(
                async ct =>
                {
                    var order = (await store.FindAsync<Order>(o => o.CustomerId == customer, ct))!;
                    order.MarkPaid(TimeProvider.System.GetUtcNow());
                    return order.Id;
                },
                CancellationToken.None);
            var context = services.GetRequiredService<AppDbContext>();
            var vmid = Random.Shared.Next(20_000, 29_999);
            await context.Database.ExecuteSqlAsync(
                $"UPDATE services SET state = 'active', observed = 'running', cluster = 'proxmox', node = 'pve1', vmid = {vmid} WHERE order_id = {paid.Value}");
            return await context.Set<Service>().AsNoTracking().Where(s => s.OrderId == paid.Value).Select(s => s.Id).SingleAsync();
        });
    }

    private Task<int> CompleteAsync(Guid service) => world.InScopeAsync(new Actor.System("test"), async services =>
    {
        var context = services.GetRequiredService<AppDbContext>();
        await context.Database.ExecuteSqlAsync($"UPDATE service_backups SET state = 'done', volume = 'local:backup/a', node = 'pve1' WHERE service_id = {service}");
        return await context.Database.ExecuteSqlAsync($"UPDATE lifecycle_jobs SET state = 'done', finished_at = now() WHERE service_id = {service}");
    });
}
