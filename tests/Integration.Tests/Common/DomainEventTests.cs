using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Ordering;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Integration.Tests.Provisioning;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Integration.Tests.Common;

/// <summary>What an aggregate raised reaches its handlers, whatever becomes of the instance that raised it.</summary>
public sealed class DomainEventTests(ProvisioningWorld world) : IClassFixture<ProvisioningWorld>
{
    [Fact]
    public async Task Event_of_an_order_that_is_locked_again_before_the_commit_is_still_handled()
    {
        var orderId = await PayAndLockAgainAsync(fails: false);
        (await world.RowsAsync<Service>(all => all.Where(s => s.OrderId == orderId))).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Event_of_an_order_whose_payment_was_rolled_back_is_not_handled()
    {
        var orderId = await PayAndLockAgainAsync(fails: true);
        (await world.RowsAsync<Service>(all => all.Where(s => s.OrderId == orderId))).ShouldBeEmpty();
        (await world.RowsAsync<Order>(all => all.Where(o => o.Id == orderId))).ShouldBeEmpty();
    }

    private Task<Guid> PayAndLockAgainAsync(bool fails) => world.InScopeAsync(new Actor.System("test"), async services =>
    {
        var (store, unitOfWork) = (services.GetRequiredService<IStore>(), services.GetRequiredService<IUnitOfWork>());
        var order = world.NewOrder();
        var first = await unitOfWork.RunAsync<Done>(
            async ct =>
            {
                store.Add(order);
                order.MarkPaid(TimeProvider.System.GetUtcNow());
                (await store.FindLockedAsync<Order>(order.Id, ct)).ShouldNotBeSameAs(order);
                return fails ? CommonErrors.Conflict : Result.Done;
            },
            CancellationToken.None);
        first.IsSuccess.ShouldBe(!fails);

        // The same scope's next unit of work hears nothing of what the first one raised.
        (await unitOfWork.RunAsync<Done>(_ => Task.FromResult(Result.Done), CancellationToken.None)).Error.ShouldBeNull();
        return order.Id;
    });
}
