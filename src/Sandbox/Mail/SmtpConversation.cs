using System.Globalization;
using System.Text;
using EzSolutions.Sandbox.Faults;

namespace EzSolutions.Sandbox.Mail;

/// <summary>One SMTP connection (RFC 5321 with 8BITMIME, SMTPUTF8, SIZE and an AUTH that takes anyone).</summary>
internal sealed class SmtpConversation(Stream stream, Mailbox mailbox, FaultBoard faults) : IDisposable
{
    private const int LargestMessage = 25 * 1024 * 1024;
    private static readonly string[] OnTheWire = [FaultKind.Error, FaultKind.Drop, FaultKind.LostResponse];

    private readonly BufferedStream _incoming = new(stream, 16 * 1024);
    private readonly List<string> _recipients = [];
    private string? _from;
    private bool _greeted;

    public void Dispose() => _incoming.Dispose();

    public async Task RunAsync(CancellationToken ct)
    {
        await SayAsync("220 sandbox ESMTP ready", ct);
        while (await LineAsync(ct) is { } bytes)
        {
            var line = Encoding.UTF8.GetString(bytes);
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (faults.Take("smtp", [FaultKind.Delay], line) is { } delay)
                await Task.Delay(delay.Ms ?? 1000, ct);
            // A lost response can only be played where there is something to lose: after the message.
            var fault = faults.Take("smtp", verb == "DATA" ? OnTheWire : OnTheWire.AsSpan(0, 2), line);
            if (fault is { Kind: FaultKind.Drop })
                return;
            if (fault is { Kind: FaultKind.Error })
            {
                await SayAsync($"{(fault.Status is >= 400 and <= 599 ? fault.Status : 451).Value.ToString(CultureInfo.InvariantCulture)} {fault.Message ?? "Requested action aborted: try again later"}", ct);
                continue;
            }

            if (verb == "QUIT")
            {
                await SayAsync("221 Bye", ct);
                return;
            }

            if (verb == "DATA")
            {
                if (!await DataAsync(fault is not null, ct))
                    return;
                continue;
            }

            await SayAsync(verb == "AUTH" ? await AuthAsync(line, ct) : Answer(verb, line), ct);
        }
    }

    private string Answer(string verb, string line)
    {
        switch (verb)
        {
            case "EHLO":
                _greeted = true;
                Reset();
                return $"250-sandbox greets you\r\n250-SIZE {LargestMessage.ToString(CultureInfo.InvariantCulture)}\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-AUTH PLAIN LOGIN\r\n250 HELP";
            case "HELO":
                _greeted = true;
                Reset();
                return "250 sandbox greets you";
            case "MAIL":
                return Mail(line);
            case "RCPT":
                return Recipient(line);
            case "RSET":
                Reset();
                return "250 OK";
            case "NOOP":
                return "250 OK";
            case "VRFY":
                return "252 Cannot verify, but will take the message";
            case "HELP":
                return "214 EHLO HELO MAIL RCPT DATA RSET NOOP QUIT AUTH";
            default:
                return "500 Command not recognised";
        }
    }

    private string Mail(string line)
    {
        if (!_greeted)
            return "503 Say EHLO first";
        if (_from is not null)
            return "503 One sender per message: say RSET first";
        if (Address(line, "FROM:") is not { } address)
            return "501 Syntax: MAIL FROM:<address>";
        var size = line.Split(' ').FirstOrDefault(p => p.StartsWith("SIZE=", StringComparison.OrdinalIgnoreCase));
        if (size is not null && long.TryParse(size.AsSpan(5), CultureInfo.InvariantCulture, out var bytes) && bytes > LargestMessage)
            return "552 The message is too large";
        _from = address;
        return "250 OK";
    }

    private string Recipient(string line)
    {
        if (_from is null)
            return "503 Say MAIL first";
        if (Address(line, "TO:") is not { Length: > 0 } address)
            return "501 Syntax: RCPT TO:<address>";
        if (!address.Contains('@', StringComparison.Ordinal))
            return "553 The address has no domain";
        _recipients.Add(address);
        return "250 OK";
    }

    private async Task<string> AuthAsync(string line, CancellationToken ct)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var mechanism = parts.Length > 1 ? parts[1].ToUpperInvariant() : "";
        if (mechanism is not ("PLAIN" or "LOGIN"))
            return "504 Only PLAIN and LOGIN";
        var prompts = (mechanism, parts.Length > 2) switch
        {
            ("PLAIN", true) => Array.Empty<string>(),
            ("PLAIN", false) => ["334 "],
            (_, true) => ["334 UGFzc3dvcmQ6"],
            _ => ["334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6"],
        };
        foreach (var prompt in prompts)
        {
            await SayAsync(prompt, ct);
            if (await LineAsync(ct) is [(byte)'*'] or null)
                return "501 Authentication cancelled";
        }

        return "235 Authentication succeeded";
    }

    /// <summary>False when the connection is to end without an answer.</summary>
    private async Task<bool> DataAsync(bool loseAnswer, CancellationToken ct)
    {
        if (_recipients.Count == 0)
        {
            await SayAsync("503 Say RCPT first", ct);
            return true;
        }

        await SayAsync("354 End with a line that is only a dot", ct);
        using var message = new MemoryStream();
        while (await LineAsync(ct) is { } line)
        {
            if (line is [(byte)'.'])
            {
                var fits = message.Length <= LargestMessage;
                if (fits)
                    mailbox.Receive(_from!, [.. _recipients], message.ToArray());
                Reset();
                if (loseAnswer)
                    return false;
                await SayAsync(fits ? "250 OK, taken" : "552 The message is too large", ct);
                return true;
            }

            // A dot that begins a line was doubled by the sender.
            if (message.Length <= LargestMessage)
            {
                message.Write(line is [(byte)'.', ..] ? line.AsSpan(1) : line);
                message.Write("\r\n"u8);
            }
        }

        return false;
    }

    private void Reset()
    {
        _from = null;
        _recipients.Clear();
    }

    private static string? Address(string line, string word)
    {
        var at = line.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        var rest = line[(at + word.Length)..].Trim();
        if (!rest.StartsWith('<'))
            return rest.Split(' ')[0];
        var end = rest.IndexOf('>', StringComparison.Ordinal);
        return end < 0 ? null : rest[1..end];
    }

    private async Task SayAsync(string text, CancellationToken ct)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text + "\r\n"), ct);
        await stream.FlushAsync(ct);
    }

    private async Task<byte[]?> LineAsync(CancellationToken ct)
    {
        using var line = new MemoryStream();
        var one = new byte[1];
        while (await _incoming.ReadAsync(one, ct) == 1)
        {
            if (one[0] == '\n')
            {
                var bytes = line.ToArray();
                return bytes is [.., (byte)'\r'] ? bytes[..^1] : bytes;
            }

            if (line.Length > LargestMessage)
                return null;
            line.WriteByte(one[0]);
        }

        return null;
    }
}
