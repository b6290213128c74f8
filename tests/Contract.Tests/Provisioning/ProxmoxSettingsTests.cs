using EzSolutions.Application.Provisioning;
using EzSolutions.Infrastructure.Provisioning.Proxmox;

namespace EzSolutions.Contract.Tests.Provisioning;

public sealed class ProxmoxSettingsTests
{
    [Fact]
    public void What_is_missing_is_named_with_its_cure()
    {
        var failures = new ProxmoxOptionsValidator().Validate(null, new ProxmoxOptions()).Failures!.ToList();

        foreach (var name in new[] { "BaseAddress", "TokenId", "TokenSecret", "Template" })
            failures.ShouldContain(f => f.StartsWith($"Provisioning:Proxmox:{name} ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://pve1.example.com:8006/", "BaseAddress")]
    [InlineData("ftp://pve1.example.com/", "BaseAddress")]
    public void A_token_never_travels_in_clear(string address, string setting)
    {
        var options = Good();
        options.BaseAddress = new Uri(address);

        new ProxmoxOptionsValidator().Validate(null, options).Failures!.ShouldHaveSingleItem().ShouldContain(setting);
    }

    [Theory]
    [InlineData("AB:CD")]
    [InlineData("not hex")]
    public void A_fingerprint_must_be_whole(string fingerprint)
    {
        var options = Good();
        options.FingerprintSha256 = fingerprint;

        new ProxmoxOptionsValidator().Validate(null, options).Failed.ShouldBeTrue();
    }

    [Fact]
    public void Complete_settings_pass() => new ProxmoxOptionsValidator().Validate(null, Good()).Succeeded.ShouldBeTrue();

    [Theory]
    [InlineData("unable to create VM 20001: config file already exists", typeof(ProvisionerFault.Taken))]
    [InlineData("VM 20001 already exists on node 'pve2'", typeof(ProvisionerFault.Taken))]
    [InlineData("clone failed: not enough free space", typeof(ProvisionerFault.NoRoom))]
    [InlineData("write error: No space left on device", typeof(ProvisionerFault.NoRoom))]
    [InlineData("VM is locked (clone)", typeof(ProvisionerFault.NotReady))]
    [InlineData("QEMU guest agent is not running", typeof(ProvisionerFault.NotReady))]
    [InlineData("shrinking disks is not supported", typeof(ProvisionerFault.Refused))]
    [InlineData("start failed: QEMU exited with code 1", typeof(ProvisionerFault.Unknown))]
    public void The_vendors_words_are_understood(string text, Type fault) => ProxmoxFaults.Of(500, text).ShouldBeOfType(fault);

    private static ProxmoxOptions Good() => new()
    {
        BaseAddress = new Uri("https://pve1.example.com:8006/"),
        TokenId = "ez@pve!automation",
        TokenSecret = "secret",
        Template = "9000,9001",
        FingerprintSha256 = string.Join(':', Enumerable.Repeat("AB", 32)),
    };
}
