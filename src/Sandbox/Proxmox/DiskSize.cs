using System.Globalization;
using System.Text.RegularExpressions;

namespace EzSolutions.Sandbox.Proxmox;

/// <summary>Sizes as Proxmox writes them: <c>local-lvm:vm-101-disk-0,size=20G</c>, <c>+5G</c>.</summary>
internal static partial class DiskSize
{
    public static bool IsDisk(string key, string value) =>
        DiskKey().IsMatch(key) && value.Contains("size=", StringComparison.Ordinal) && !value.Contains("media=cdrom", StringComparison.Ordinal);

    public static long Of(string volume)
    {
        var size = volume.Split(',').FirstOrDefault(p => p.StartsWith("size=", StringComparison.Ordinal));
        return size is null ? 0 : Parse(size["size=".Length..]) ?? 0;
    }

    public static long? Parse(string text)
    {
        var match = SizeText().Match(text);
        if (!match.Success)
            return null;
        var number = decimal.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        return (long)(number * match.Groups["unit"].Value switch
        {
            "K" => 1L << 10,
            "M" => 1L << 20,
            "G" => 1L << 30,
            "T" => 1L << 40,
            _ => 1L,
        });
    }

    public static string Write(long bytes) => bytes % (1L << 30) == 0 ? $"{bytes >> 30}G"
        : bytes % (1L << 20) == 0 ? $"{bytes >> 20}M"
        : $"{bytes >> 10}K";

    public static string Resized(string volume, long bytes) => string.Join(',', volume.Split(',')
        .Select(p => p.StartsWith("size=", StringComparison.Ordinal) ? $"size={Write(bytes)}" : p));

    [GeneratedRegex(@"^(scsi|virtio|sata|ide)\d+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DiskKey();

    [GeneratedRegex(@"^(?<number>\d+(\.\d+)?)(?<unit>[KMGT])?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SizeText();
}
