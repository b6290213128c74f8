using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Ordering;

namespace EzSolutions.Domain.Tests.Ordering;

public sealed class OrderTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(56);

    [Fact]
    public void O01_Paid_never_reverts()
    {
        var order = Pending();
        order.MarkPaid(Now);
        order.DomainEvents.OfType<OrderPaid>().Count().ShouldBe(1);
        order.Cancel("changed my mind", Now).Error!.Code.ShouldBe("order_already_paid");
        Should.Throw<InvalidOperationException>(() => order.MarkPaid(Now));
        order.State.ShouldBe(OrderState.Paid);
    }

    [Fact]
    public void O01_A_cancelled_order_is_not_paid_any_more_and_is_cancelled_once()
    {
        var order = Pending();
        order.Cancel("changed my mind", Now).IsSuccess.ShouldBeTrue();
        order.Cancel("again", Now).Error!.Code.ShouldBe("order_already_cancelled");
        Should.Throw<InvalidOperationException>(() => order.MarkPaid(Now));
    }

    [Fact]
    public void A_failed_delivery_may_be_tried_again_and_completed()
    {
        var order = Pending();
        order.MarkPaid(Now);
        var service = Guid.CreateVersion7();
        order.StartProvisioning(service);
        order.Fail(Now);
        order.StartProvisioning(service);
        order.Complete(service, Now);
        order.State.ShouldBe(OrderState.Completed);
        order.ServiceId.ShouldBe(service);
    }

    [Theory]
    [InlineData("web1", "web1")]
    [InlineData(" Web1.Example.COM. ", "web1.example.com")]
    [InlineData("a-b.c", "a-b.c")]
    public void A_good_hostname_is_brought_to_its_normal_form(string text, string normal)
    {
        Hostname.TryParse(text, out var hostname).ShouldBeTrue();
        hostname.ShouldBe(normal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-web")]
    [InlineData("web-")]
    [InlineData("web_1")]
    [InlineData("web..example")]
    [InlineData("10.0.0.1")]
    [InlineData("wëb.example")]
    [InlineData("web1;reboot")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234")]
    public void A_bad_hostname_is_refused(string text) => Hostname.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void A_hostname_we_make_up_is_a_good_one() =>
        Hostname.TryParse(Hostname.Generate("vps-m", Guid.CreateVersion7().ToString("N")), out _).ShouldBeTrue();

    [Fact]
    public void An_SSH_key_is_what_its_blob_says()
    {
        const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f me@laptop";
        SshPublicKey.TryParse(Key, out var parsed).ShouldBeTrue();
        parsed.ShouldBe(Key);
        SshPublicKey.TryParse(Key.Replace("ssh-ed25519 ", "ssh-rsa ", StringComparison.Ordinal), out _).ShouldBeFalse();
        SshPublicKey.TryParse(Key + "\nssh-rsa AAAA", out _).ShouldBeFalse();
        SshPublicKey.TryParse("-----BEGIN OPENSSH PRIVATE KEY-----", out _).ShouldBeFalse();
        SshPublicKey.TryParse("ssh-ed25519 AAAA", out _).ShouldBeFalse();
    }

    private static Order Pending()
    {
        var price = PriceCalculator.Calculate(
            [new PricedLine("VPS M, monthly", 1, new Money(1_200, Currency.Usd))], TaxTreatment.None(TaxLocation.Unknown));
        return Order.Place(Guid.CreateVersion7(), "ORD-2026-000001", Guid.CreateVersion7(), null, "VPS M, monthly", price, [null], Now);
    }
}
