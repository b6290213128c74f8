using System.Security.Cryptography;
using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Integration.Tests.Provisioning;

/// <summary>P07: the first password is shown once and is nowhere else.</summary>
[Collection(nameof(ProvisioningWorld))]
public sealed class CredentialsTests(ProvisioningWorld world) : IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        await world.NoFaultsAsync();
        world.Kill.Restart();
        world.Jobs.Clear();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task P07_64_at_once_see_it_once_and_then_nobody()
    {
        var (service, token) = await ReadyAsync();
        var visitor = new Actor.Visitor(null);
        (await world.SendAsync(new PeekCredentials(service.Id, token), visitor)).Value.Label.ShouldBe(service.Label);

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => world.SendAsync(new RevealCredentials(service.Id, token), visitor)));

        answers.Where(a => a.IsSuccess).ShouldHaveSingleItem().Value.Password.Length.ShouldBe(20);
        answers.Where(a => !a.IsSuccess).ShouldAllBe(a => a.Error == ServiceErrors.CredentialsGone);
        (await world.SendAsync(new PeekCredentials(service.Id, token), visitor)).Error.ShouldBe(ServiceErrors.CredentialsGone);
        (await world.RowsAsync<Service>(all => all.Where(s => s.Id == service.Id)))[0].SealedPassword.ShouldBeNull();
    }

    [Fact]
    public async Task A_wrong_token_shows_nothing_and_uses_nothing_up()
    {
        var (service, token) = await ReadyAsync();

        (await world.SendAsync(new RevealCredentials(service.Id, token[1..] + "0"), new Actor.Visitor(null))).Error
            .ShouldBe(ServiceErrors.CredentialsNotFound);
        (await world.SendAsync(new RevealCredentials(service.Id, token), new Actor.Visitor(null))).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task P07_a_password_moved_to_another_row_does_not_open()
    {
        var (one, _) = await ReadyAsync();
        var (other, _) = await ReadyAsync();

        await world.InScopeAsync(new Actor.System("test"), services =>
        {
            var protector = (ISecretProtector)services.GetService(typeof(ISecretProtector))!;
            protector.Open(one.SealedPassword!, $"service-credentials:{one.Id:D}").Length.ShouldBe(20);
            Should.Throw<CryptographicException>(() => protector.Open(one.SealedPassword!, $"service-credentials:{other.Id:D}"));
            return Task.FromResult(true);
        });
    }

    [Fact]
    public async Task P07_neither_log_nor_job_nor_mail_carries_it()
    {
        var (service, token) = await ReadyAsync();
        var password = (await world.SendAsync(new RevealCredentials(service.Id, token), new Actor.Visitor(null))).Value.Password;

        (await world.JobOfAsync(service.OrderId)).Log.ShouldAllBe(line => !line.Contains(password));
        world.Mails.ShouldAllBe(mail => mail.Model.Values.All(value => value == null || !value.ToString()!.Contains(password)));
    }

    [Fact]
    public async Task Staff_are_not_given_the_link()
    {
        var (service, _) = await ReadyAsync();
        var staff = new Actor.Staff(Guid.CreateVersion7(), "Ann", new HashSet<Domain.Accounts.StaffRole>());

        (await world.SendAsync(new GetService(service.Id), staff)).Value.CredentialsUrl.ShouldBeNull();
    }

    private async Task<(Service Service, string Token)> ReadyAsync()
    {
        var owner = Guid.CreateVersion7();
        var order = await world.PayOrderAsync(customerId: owner);
        await world.RunJobsAsync();
        var service = await world.ActiveServiceOfAsync(order);
        var view = await world.SendAsync(new GetService(service.Id), new Actor.Customer(owner, owner, Assurance.Verified));
        return (service, view.Value.CredentialsUrl.ShouldNotBeNull().Segments[^1]);
    }
}
