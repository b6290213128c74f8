using System.Net;
using EzSolutions.Sandbox.BotFramework;
using EzSolutions.Sandbox.Effects;
using EzSolutions.Sandbox.Faults;
using EzSolutions.Sandbox.Hosting;
using EzSolutions.Sandbox.LanguageModel;
using EzSolutions.Sandbox.Mail;
using EzSolutions.Sandbox.Pages;
using EzSolutions.Sandbox.Proxmox;
using EzSolutions.Sandbox.Razorpay;
using EzSolutions.Sandbox.Slack;
using EzSolutions.Sandbox.State;
using EzSolutions.Sandbox.Stripe;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace EzSolutions.Sandbox;

/// <summary>The local stand-ins for the outside world: Stripe, Proxmox VE and a mail server, on loopback only.</summary>
public sealed class SandboxHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SandboxHost(WebApplication app)
    {
        _app = app;
        var addresses = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        BaseAddress = new Uri(addresses.Addresses.First());
        SmtpPort = app.Services.GetRequiredService<SmtpListener>().Port;
    }

    /// <summary>Base of every stand-in, for example http://127.0.0.1:5081/.</summary>
    public Uri BaseAddress { get; }

    public int SmtpPort { get; }

    /// <exception cref="SandboxException">In Production, or when a port or the data folder cannot be had.</exception>
    public static async Task<SandboxHost> StartAsync(SandboxOptions options, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        // Outside development a stand-in would take orders without money and sell machines that do not exist.
        if (string.Equals(options.EnvironmentName, "Production", StringComparison.OrdinalIgnoreCase))
            throw new SandboxException("The sandbox does not run in Production; configure the real services, or set ASPNETCORE_ENVIRONMENT=Development.");

        var app = Build(options);
        try
        {
            await app.StartAsync(ct);
            return new SandboxHost(app);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            await app.DisposeAsync();
            throw new SandboxException($"The sandbox cannot listen on port {options.Port} or {options.SmtpPort} (mail): {e.Message} Stop what listens there, or choose other ports.", e);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes when the sandbox has been told to stop.</summary>
    public Task WaitForShutdownAsync(CancellationToken ct) => _app.WaitForShutdownAsync(ct);

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }

    private static WebApplication Build(SandboxOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = options.EnvironmentName });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.AddServerHeader = false;
        });
        Journal journal;
        try
        {
            journal = new Journal(options.DataDirectory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SandboxException($"The sandbox folder {Path.GetFullPath(options.DataDirectory)} cannot be used ({e.Message}); choose another one, or end the other sandbox that uses it.", e);
        }

        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(options.Clock);
        builder.Services.AddSingleton(options.LoggerFactory);
        builder.Services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        // By factory, so that the container closes the file when the host ends.
        builder.Services.AddSingleton(_ => journal);
        builder.Services.AddSingleton<FaultBoard>();
        builder.Services.AddSingleton<EffectLog>();
        builder.Services.AddMail();
        builder.Services.AddProxmox();
        builder.Services.AddStripe();
        builder.Services.AddRazorpay();
        builder.Services.AddLanguageModel();
        builder.Services.AddBotFramework();
        builder.Services.AddSlack();

        var app = builder.Build();
        app.Services.GetRequiredService<Journal>();
        app.UseMiddleware<LoopbackOnly>();
        app.UseMiddleware<FaultMiddleware>();
        app.UseRouting();
        app.MapFaults();
        app.MapEffects();
        app.MapMail();
        app.MapProxmox();
        app.MapStripe();
        app.MapRazorpay();
        app.MapLanguageModel();
        app.MapBotFramework();
        app.MapSlack();
        app.MapControls();
        return app;
    }
}
