namespace EzSolutions.Contract.Tests.Sandbox.Proxmox;

public sealed class ProxmoxBackupTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task An_archive_carries_its_note_and_brings_the_configuration_back()
    {
        await sandbox.CloneAsync(3001);
        await sandbox.DoAsync("POST", "nodes/pve1/vzdump", ("vmid", "3001"), ("storage", "local"), ("mode", "snapshot"), ("notes-template", "note 1"), ("protected", "1"));
        var archive = await sandbox.Proxmox.CallAsync("GET", "nodes/pve1/storage/local/content?content=backup&vmid=3001");
        (archive.Text("data.0.notes"), archive.Text("data.0.protected")).ShouldBe(("note 1", "1"));
        (await sandbox.Proxmox.CallAsync("PUT", "nodes/pve1/qemu/3001/config", ("cores", "8"))).Status.ShouldBe(200);

        await sandbox.DoAsync("POST", "nodes/pve1/qemu", ("vmid", "3001"), ("archive", archive.Text("data.0.volid")), ("force", "1"));

        var config = await sandbox.Proxmox.CallAsync("GET", "nodes/pve1/qemu/3001/config");
        config.Text("data.cores").ShouldBe("1");
        config.At("data")!["lock"].ShouldBeNull();
    }

    [Fact]
    public async Task A_restore_needs_force_a_stopped_machine_and_an_archive_that_is_there()
    {
        await sandbox.CloneAsync(3002);
        await sandbox.DoAsync("POST", "nodes/pve1/vzdump", ("vmid", "3002"), ("storage", "local"));
        var volume = (await sandbox.Proxmox.CallAsync("GET", "nodes/pve1/storage/local/content?content=backup&vmid=3002")).Text("data.0.volid");

        (await RestoreAsync(("archive", volume))).Reason.ShouldContain("already exists");
        (await RestoreAsync(("archive", "local:backup/none.vma.zst"), ("force", "1"))).Reason.ShouldContain("does not exist");
        (await RestoreAsync(("force", "1"))).Json["errors"]!["archive"].ShouldNotBeNull();
        await sandbox.DoAsync("POST", "nodes/pve1/qemu/3002/status/start");
        (await RestoreAsync(("archive", volume), ("force", "1"))).Reason.ShouldContain("is running");
    }

    [Fact]
    public async Task A_restore_that_fails_leaves_the_machine_as_it_was()
    {
        await sandbox.CloneAsync(3003);
        await sandbox.DoAsync("POST", "nodes/pve1/vzdump", ("vmid", "3003"), ("storage", "local"));
        var volume = (await sandbox.Proxmox.CallAsync("GET", "nodes/pve1/storage/local/content?content=backup&vmid=3003")).Text("data.0.volid");
        await sandbox.FaultAsync("""{"target":"proxmox","match":"qmrestore 3003","kind":"task_error","message":"restore failed: disk on fire","times":1}""");

        var upid = await sandbox.TaskAsync("POST", "nodes/pve1/qemu", ("vmid", "3003"), ("archive", volume), ("force", "1"));

        (await sandbox.ExitAsync(upid)).ShouldBe("restore failed: disk on fire");
        var config = await sandbox.Proxmox.CallAsync("GET", "nodes/pve1/qemu/3003/config");
        (config.Text("data.name"), config.At("data")!["lock"]).ShouldBe(("vps-3003", null));
    }

    [Theory]
    [InlineData("storage", "local-lvm", 500)]
    [InlineData("storage", "nowhere", 500)]
    [InlineData("mode", "magic", 400)]
    [InlineData("compress", "rar", 400)]
    [InlineData("prune-backups", "keep-last=0", 400)]
    [InlineData("colour", "red", 400)]
    public async Task A_bad_parameter_of_a_backup_is_refused(string name, string value, int status) =>
        (await sandbox.Proxmox.CallAsync("POST", "nodes/pve1/vzdump", ("vmid", "9000"), (name, value))).Status.ShouldBe(status);

    private Task<Reply> RestoreAsync(params (string Name, string Value)[] form) =>
        sandbox.Proxmox.CallAsync("POST", "nodes/pve1/qemu", [("vmid", "3002"), .. form]);
}
