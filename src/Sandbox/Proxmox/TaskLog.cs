namespace EzSolutions.Sandbox.Proxmox;

/// <summary>What a worker writes while it works.</summary>
internal static class TaskLog
{
    public static IEnumerable<string> Of(PveTask task) => task.Type switch
    {
        "qmclone" =>
        [
            $"create full clone of drive scsi0 (local-lvm:base-{task.Vmid}-disk-0)",
            $"  Logical volume \"vm-{task.Arguments.GetValueOrDefault("newid")}-disk-0\" created.",
            "transferred 0.0 B of 3.0 GiB (0.00%)",
            "transferred 3.0 GiB of 3.0 GiB (100.00%)",
        ],
        "qmstart" => [$"generating cloud-init ISO"],
        "vzdump" =>
        [
            $"INFO: starting new backup job: vzdump {task.Vmid}",
            $"INFO: Starting Backup of VM {task.Vmid} (qemu)",
            "INFO: Backup job finished",
        ],
        "qmrestore" => [$"restore vma archive: zstd -q -d -c {task.Arguments.GetValueOrDefault("archive")} | vma extract -v -r", "progress 100% (read 3221225472 bytes)"],
        "qmdestroy" => [$"  Logical volume \"vm-{task.Vmid}-disk-0\" successfully removed."],
        _ => [],
    };
}
