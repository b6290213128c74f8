using System.Net;
using System.Net.Sockets;
using EzSolutions.Sandbox.Faults;

namespace EzSolutions.Sandbox.Mail;

/// <summary>Takes every message that is sent to it, on loopback.</summary>
internal sealed partial class SmtpListener(SandboxOptions options, Mailbox mailbox, FaultBoard faults, ILogger<SmtpListener> logger) : BackgroundService
{
    private TcpListener? _listener;

    public int Port => ((IPEndPoint)_listener!.LocalEndpoint).Port;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _listener = new TcpListener(IPAddress.Loopback, options.SmtpPort);
        _listener.Start();
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _listener?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var client = await _listener!.AcceptTcpClientAsync(stoppingToken);
            _ = ServeAsync(client, stoppingToken);
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken ct)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                using var conversation = new SmtpConversation(client.GetStream(), mailbox, faults);
                await conversation.RunAsync(ct);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                LogLost(logger, e.Message);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "An SMTP connection ended early: {Reason}")]
    private static partial void LogLost(ILogger logger, string reason);
}
