namespace EzSolutions.Contract.Tests.Sandbox.Proxmox;

public sealed class ProxmoxFaultTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task A_task_error_ends_the_task_and_leaves_no_machine()
    {
        await sandbox.FaultAsync("""{"target":"proxmox","match":"qemu/9000/clone","kind":"task_error","message":"clone failed: disk on fire","times":1}""");
        var upid = await sandbox.TaskAsync("POST", "nodes/pve1/qemu/9000/clone", ("newid", "2001"));
        (await sandbox.ExitAsync(upid)).ShouldBe("clone failed: disk on fire");
        (await sandbox.Proxmox.CallAsync("GET", "nodes/pve1/qemu/2001/config")).Status.ShouldBe(500);
        (await sandbox.Proxmox.CallAsync("GET", $"nodes/pve1/tasks/{upid}/log")).Json.ToJsonString().ShouldContain("TASK ERROR: clone failed: disk on fire");
    }

    [Fact]
    public async Task A_full_storage_shows_no_room_and_fails_the_clone()
    {
        await sandbox.FaultAsync("""{"target":"proxmox","kind":"storage_full","times":1}""");
        (await sandbox.Proxmox.CallAsync("GET", "nodes/pve1/storage?storage=local-lvm")).Text("data.0.avail").ShouldBe("0");
        var upid = await sandbox.TaskAsync("POST", "nodes/pve1/qemu/9000/clone", ("newid", "2002"));
        (await sandbox.ExitAsync(upid)).ShouldContain("free space");
        await sandbox.CloneAsync(2002);
    }

    [Theory]
    [InlineData(595, "Connection refused")]
    [InlineData(596, "Connection timed out")]
    public async Task The_proxys_own_errors_can_be_played(int status, string reason)
    {
        await sandbox.FaultAsync($$"""{"target":"proxmox","match":"GET /nodes/pve2/status","kind":"error","status":{{status}},"times":1}""");
        var reply = await sandbox.Proxmox.CallAsync("GET", "nodes/pve2/status");
        reply.Status.ShouldBe(status);
        reply.Reason.ShouldBe(reason);
        (await sandbox.Proxmox.CallAsync("GET", "nodes/pve2/status")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_lost_response_to_a_clone_leaves_the_machine_coming()
    {
        await sandbox.FaultAsync("""{"target":"proxmox","match":"POST .*/clone","kind":"lost_response","times":1}""");
        await Should.ThrowAsync<HttpRequestException>(() => sandbox.Proxmox.CallAsync("POST", "nodes/pve1/qemu/9000/clone", ("newid", "2003"), ("name", "lost")));
        var found = await Wire.EventuallyAsync(async () =>
            await sandbox.Proxmox.CallAsync("GET", "nodes/pve1/qemu/2003/config") is { Status: 200 } reply && reply.Json["data"]!["name"] is not null ? reply : null);
        found.Text("data.name").ShouldBe("lost");
    }

    [Fact]
    public async Task A_dropped_call_was_not_done()
    {
        await sandbox.FaultAsync("""{"target":"proxmox","match":"POST .*/clone","kind":"drop","times":1}""");
        await Should.ThrowAsync<HttpRequestException>(() => sandbox.Proxmox.CallAsync("POST", "nodes/pve1/qemu/9000/clone", ("newid", "2004")));
        (await sandbox.Proxmox.CallAsync("GET", "nodes/pve1/qemu/2004/config")).Status.ShouldBe(500);
    }
}
