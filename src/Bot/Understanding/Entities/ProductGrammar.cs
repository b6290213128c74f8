using EzSolutions.Bot.Understanding.Text;

namespace EzSolutions.Bot.Understanding.Entities;

/// <summary>What kind of product is meant: a server, web hosting or a domain.</summary>
internal static class ProductGrammar
{
    public static void Read(Scan scan)
    {
        for (var i = 0; i < scan.Tokens.Count; i++)
        {
            if (scan.Kind(i) != TokenKind.Word) continue;
            if (ProductOf(scan.Word(i)) is not { } product) continue;
            if (scan.Word(i) == "server" && scan.Word(i - 1) is "windows" or "web" or "hosting") continue;
            scan.Add(SlotNames.ProductType, product, i, i);
        }
    }

    private static string? ProductOf(string word) => word switch
    {
        "vps" or "vpses" or "server" or "servers" or "vm" or "vms" or "vserver" or "instance" or "droplet" or "box" or "machine" or "machines"
            or "vds" => "vps",
        "hosting" or "webhosting" or "webspace" or "cpanel" or "wordpress" => "hosting",
        "domain" or "domains" => "domain",
        _ => null,
    };
}
