namespace EzSolutions.Contract.Tests.Sandbox.Proxmox;

public sealed class ProxmoxMachineTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task A_machine_is_cloned_configured_started_found_and_destroyed()
    {
        await sandbox.CloneAsync(1001);
        var key = Uri.EscapeDataString("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGx a@b\n");
        (await sandbox.Proxmox.CallAsync("PUT", "nodes/pve1/qemu/1001/config", ("cores", "2"), ("memory", "4096"), ("cipassword", "secret"), ("sshkeys", key), ("tags", "ez,svc-7"))).Status.ShouldBe(200);
        var config = await sandbox.Proxmox.CallAsync("GET", "nodes/pve1/qemu/1001/config");
        config.Text("data.tags").ShouldBe("ez;svc-7");
        config.Json.ToJsonString().ShouldNotContain("secret");
        await sandbox.DoAsync("PUT", "nodes/pve1/qemu/1001/resize", ("disk", "scsi0"), ("size", "20G"));
        (await sandbox.Proxmox.CallAsync("PUT", "nodes/pve1/qemu/1001/resize", ("disk", "scsi0"), ("size", "10G"))).Reason.ShouldBe("shrinking disks is not supported");
        await sandbox.DoAsync("POST", "nodes/pve1/qemu/1001/status/start");
        var answer = await Wire.EventuallyAsync(async () =>
            await sandbox.Proxmox.CallAsync("GET", "nodes/pve1/qemu/1001/agent/network-get-interfaces") is { Status: 200 } reply ? reply : null);
        answer.Text("data.result.1.ip-addresses.0.ip-address").ShouldStartWith("203.0.113.");
        answer.Json.ToJsonString().ShouldContain("2001:db8::");
        (await sandbox.Proxmox.CallAsync("DELETE", "nodes/pve1/qemu/1001")).Reason.ShouldBe("VM 1001 is running - destroy failed");
        await sandbox.DoAsync("POST", "nodes/pve1/qemu/1001/status/stop");
        await sandbox.DoAsync("DELETE", "nodes/pve1/qemu/1001?purge=1&destroy-unreferenced-disks=1");
        var effects = await sandbox.EffectsAsync();
        effects["machinesCreated"]!.AsArray().Single(m => m!["vmid"]!.GetValue<int>() == 1001)!["tags"]!.ToString().ShouldBe("ez;svc-7");
        effects["machinesDestroyed"]!.AsArray().Count(m => m!["vmid"]!.GetValue<int>() == 1001).ShouldBe(1);
    }

    [Fact]
    public async Task While_disks_copy_the_target_is_locked_nameless_and_its_number_is_taken()
    {
        var upid = await sandbox.TaskAsync("POST", "nodes/pve1/qemu/9000/clone", ("newid", "1002"), ("name", "late"));
        var config = await sandbox.Proxmox.CallAsync("GET", "nodes/pve1/qemu/1002/config");
        if (config.Text("data.lock") == "clone")
        {
            config.At("data")!["name"].ShouldBeNull();
            (await sandbox.Proxmox.CallAsync("PUT", "nodes/pve1/qemu/1002/config", ("cores", "2"))).Reason.ShouldBeOneOf("VM is locked (clone)", "OK");
        }

        (await sandbox.Proxmox.CallAsync("POST", "nodes/pve1/qemu/9000/clone", ("newid", "1002"))).Reason.ShouldBe("unable to create VM 1002: config file already exists");
        (await sandbox.ExitAsync(upid)).ShouldBe("OK");
    }

    [Fact]
    public async Task A_refused_call_does_not_undo_a_task_that_has_ended()
    {
        await sandbox.CloneAsync(1003);
        await sandbox.DoAsync("POST", "nodes/pve1/qemu/1003/status/start");
        (await sandbox.Proxmox.CallAsync("PUT", "nodes/pve1/qemu/1003/config", ("cores", "none"))).Status.ShouldBe(400);
        (await sandbox.Proxmox.CallAsync("DELETE", "nodes/pve1/qemu/1003")).Status.ShouldBe(500);
        (await sandbox.Proxmox.CallAsync("GET", "nodes/pve1/qemu/1003/status/current")).Text("data.status").ShouldBe("running");
    }

    [Fact]
    public async Task A_killed_clone_leaves_its_lock()
    {
        await sandbox.FaultAsync("""{"target":"proxmox","kind":"delay","match":"nothing","ms":0}""");
        var upid = await sandbox.TaskAsync("POST", "nodes/pve1/qemu/9000/clone", ("newid", "1004"));
        (await sandbox.Proxmox.CallAsync("DELETE", $"nodes/pve1/tasks/{upid}")).Status.ShouldBe(200);
        if (await sandbox.ExitAsync(upid) != "OK")
            (await sandbox.Proxmox.CallAsync("GET", "nodes/pve1/qemu/1004/config")).Text("data.lock").ShouldBe("clone");
    }

    [Fact]
    public async Task A_snapshot_is_taken_listed_and_rolled_back_to()
    {
        await sandbox.CloneAsync(1005);
        await sandbox.DoAsync("POST", "nodes/pve1/qemu/1005/snapshot", ("snapname", "before"));
        (await sandbox.Proxmox.CallAsync("PUT", "nodes/pve1/qemu/1005/config", ("cores", "8"))).Status.ShouldBe(200);
        await sandbox.DoAsync("POST", "nodes/pve1/qemu/1005/snapshot/before/rollback");
        (await sandbox.Proxmox.CallAsync("GET", "nodes/pve1/qemu/1005/config")).Text("data.cores").ShouldBe("1");
        (await sandbox.Proxmox.CallAsync("GET", "nodes/pve1/qemu/1005/snapshot")).At("data")!.AsArray().Count.ShouldBe(2);
        await sandbox.DoAsync("DELETE", "nodes/pve1/qemu/1005/snapshot/before");
    }

    [Fact]
    public async Task A_backup_stands_on_its_storage()
    {
        await sandbox.CloneAsync(1006);
        await sandbox.DoAsync("POST", "nodes/pve1/vzdump", ("vmid", "1006"), ("storage", "local"), ("mode", "snapshot"));
        (await sandbox.Proxmox.CallAsync("GET", "nodes/pve1/storage/local/content?content=backup&vmid=1006")).Text("data.0.volid").ShouldStartWith("local:backup/vzdump-qemu-1006-");
    }

    [Fact]
    public async Task A_template_is_not_started_and_a_stopped_machine_not_rebooted()
    {
        (await sandbox.ExitAsync(await sandbox.TaskAsync("POST", "nodes/pve1/qemu/9000/status/start"))).ShouldBe("you can't start a vm if it's a template");
        (await sandbox.Proxmox.CallAsync("POST", "nodes/pve1/qemu/9000/status/reboot")).Reason.ShouldBe("VM 9000 not running");
    }

    [Fact]
    public async Task Machines_and_finished_tasks_survive_a_restart_in_the_middle_of_a_clone()
    {
        var upid = await sandbox.TaskAsync("POST", "nodes/pve1/qemu/9000/clone", ("newid", "1007"), ("name", "kept"));
        await sandbox.RestartAsync();
        (await sandbox.ExitAsync(upid)).ShouldBe("OK");
        (await sandbox.Proxmox.CallAsync("GET", "nodes/pve1/qemu/1007/config")).Text("data.name").ShouldBe("kept");
        (await sandbox.EffectsAsync())["machinesCreated"]!.AsArray().Count(m => m!["vmid"]!.GetValue<int>() == 1007).ShouldBe(1);
    }
}
