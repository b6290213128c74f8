using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.BotFramework;

/// <summary>The service's signing keys. They can be changed while it runs, as the real ones are.</summary>
internal sealed class BotKeys : IDisposable
{
    private const int Bits = 2048;

    private static readonly string[] Usual = ["msteams", "emulator", "webchat", "directline"];

    private readonly Lock _gate = new();
    private readonly List<BotKey> _published = [];
    private int _made;

    /// <summary>What the service signs with; made at the first use, since that takes a while.</summary>
    public BotKey Current
    {
        get
        {
            lock (_gate)
            {
                if (_published.Count == 0)
                    _published.Add(Make(Usual));
                return _published[^1];
            }
        }
    }

    /// <summary>A key nobody has published.</summary>
    public BotKey Foreign()
    {
        lock (_gate)
            return Make(Usual);
    }

    public BotKey Rotate(IReadOnlyList<string>? endorsements, bool keepOld)
    {
        lock (_gate)
        {
            if (!keepOld)
                _published.Clear();
            _published.Add(Make(endorsements ?? Usual));
            return _published[^1];
        }
    }

    public JsonObject Published()
    {
        _ = Current;
        lock (_gate)
            return new JsonObject { ["keys"] = new JsonArray([.. _published.Select(k => (JsonNode)k.ToJson())]) };
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var key in _published)
                key.Rsa.Dispose();
        }
    }

    private BotKey Make(IReadOnlyList<string> endorsements) => new($"sandbox-key-{++_made}", RSA.Create(Bits), endorsements);
}

internal sealed record BotKey(string Id, RSA Rsa, IReadOnlyList<string> Endorsements)
{
    public JsonObject ToJson()
    {
        var parts = Rsa.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = Id,
            ["x5t"] = Id,
            ["n"] = System.Buffers.Text.Base64Url.EncodeToString(parts.Modulus!),
            ["e"] = System.Buffers.Text.Base64Url.EncodeToString(parts.Exponent!),
            ["endorsements"] = new JsonArray([.. Endorsements.Select(e => (JsonNode)e)]),
        };
    }
}
