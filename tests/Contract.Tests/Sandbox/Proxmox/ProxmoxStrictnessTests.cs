namespace EzSolutions.Contract.Tests.Sandbox.Proxmox;

public sealed class ProxmoxStrictnessTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task A_call_without_or_with_a_wrong_token_is_refused()
    {
        using var client = new HttpClient { BaseAddress = sandbox.Proxmox.BaseAddress };
        (await client.CallAsync("GET", "version")).Status.ShouldBe(401);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "PVEAPIToken=ez@pve!automation=wrong");
        (await client.CallAsync("GET", "version")).Reason.ShouldBe("invalid token value!");
    }

    [Fact]
    public async Task Unknown_and_missing_parameters_are_named()
    {
        var reply = await sandbox.Proxmox.CallAsync("POST", "nodes/pve1/qemu/9000/clone", ("bogus", "1"), ("name", "not a name"));
        reply.Status.ShouldBe(400);
        reply.Reason.ShouldBe("Parameter verification failed.");
        reply.Json["errors"]!.AsObject().Select(e => e.Key).ShouldBe(["bogus", "name", "newid"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("sshkeys", "ssh-ed25519 AAAA unencoded", 400)]
    [InlineData("ipconfig0", "ip=nonsense", 400)]
    [InlineData("cores", "0", 400)]
    [InlineData("memory", "much", 400)]
    [InlineData("colour", "red", 400)]
    [InlineData("digest", "0000000000000000000000000000000000000000", 500)]
    public async Task A_bad_setting_is_refused(string name, string value, int status) =>
        (await sandbox.Proxmox.CallAsync("PUT", "nodes/pve1/qemu/9000/config", (name, value))).Status.ShouldBe(status);

    [Fact]
    public async Task An_unknown_machine_node_or_path_is_told_in_the_status_line()
    {
        (await sandbox.Proxmox.CallAsync("GET", "nodes/pve1/qemu/777/config")).Reason.ShouldBe("Configuration file 'nodes/pve1/qemu-server/777.conf' does not exist");
        (await sandbox.Proxmox.CallAsync("GET", "nodes/pve9/status")).Status.ShouldBe(500);
        (await sandbox.Proxmox.CallAsync("GET", "nothing/here")).Status.ShouldBe(501);
    }

    [Fact]
    public async Task The_cluster_has_two_nodes_with_storage_and_a_template()
    {
        (await sandbox.Proxmox.CallAsync("GET", "nodes")).At("data")!.AsArray().Count.ShouldBe(2);
        (await sandbox.Proxmox.CallAsync("GET", "nodes/pve2/storage?content=images")).Text("data.0.storage").ShouldBe("local-lvm");
        (await sandbox.Proxmox.CallAsync("GET", "nodes/pve2/qemu/9000/config")).Text("data.template").ShouldBe("1");
        (await sandbox.Proxmox.CallAsync("GET", "version")).Text("data.version").ShouldStartWith("8.");
    }
}
