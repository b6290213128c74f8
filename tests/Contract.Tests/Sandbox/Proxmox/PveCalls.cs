namespace EzSolutions.Contract.Tests.Sandbox.Proxmox;

internal static class PveCalls
{
    public static async Task<string> TaskAsync(this SandboxFixture sandbox, string method, string path, params (string Name, string Value)[] form)
    {
        var reply = await sandbox.Proxmox.CallAsync(method, path, form);
        reply.Status.ShouldBe(200, reply.Reason);
        return reply.Text("data");
    }

    public static async Task<string> ExitAsync(this SandboxFixture sandbox, string upid)
    {
        var done = await Wire.EventuallyAsync(async () =>
            await sandbox.Proxmox.CallAsync("GET", $"nodes/pve1/tasks/{upid}/status") is var reply && reply.Text("data.status") == "stopped" ? reply : null);
        return done.Text("data.exitstatus");
    }

    public static async Task CloneAsync(this SandboxFixture sandbox, int vmid) =>
        (await sandbox.ExitAsync(await sandbox.TaskAsync("POST", "nodes/pve1/qemu/9000/clone", ("newid", $"{vmid}"), ("name", $"vps-{vmid}"), ("full", "1")))).ShouldBe("OK");

    public static async Task DoAsync(this SandboxFixture sandbox, string method, string path, params (string Name, string Value)[] form) =>
        (await sandbox.ExitAsync(await sandbox.TaskAsync(method, path, form))).ShouldBe("OK");
}
