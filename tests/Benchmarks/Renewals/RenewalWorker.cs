using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Common;
using EzSolutions.Benchmarks.Load;
using EzSolutions.Infrastructure.Accounts;
using EzSolutions.Infrastructure.Billing;
using EzSolutions.Infrastructure.Common;
using EzSolutions.Infrastructure.Email;
using EzSolutions.Infrastructure.Provisioning;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EzSolutions.Benchmarks.Renewals;

/// <summary>One renewal run in a process of its own, so that it can be killed and its memory is its own. The features are composed as in the program.</summary>
internal static class RenewalWorker
{
    public const string Command = "renewal-worker";

    public static ServiceProvider Compose(string connection)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Public:BaseAddress"] = "http://127.0.0.1/",
            ["Secrets:Keys:1"] = Convert.ToBase64String(new byte[32]),
        }).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddApplication(typeof(InfrastructureServices).Assembly);
        services.AddInfrastructureCore(configuration, connection);
        services.AddAccounts();
        services.AddEmail(configuration);
        services.AddBilling(configuration);
        services.AddProvisioning(configuration);
        return services.BuildServiceProvider();
    }

    public static async Task<int> RunAsync(Options options)
    {
        var connection = options.Text("connection") ?? throw new ArgumentException("--connection is missing.", nameof(options));
        await using var services = Compose(connection);
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(new Actor.System("renewal-run"));
        var started = Stopwatch.GetTimestamp();
        var report = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RunRenewalsNow());
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (report.Error is { } error)
            throw new InvalidOperationException($"{error.Code}: {error.Message}");
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(new WorkerReport(
            report.Value.Invoiced, report.Value.Free + report.Value.Held, seconds, self.TotalProcessorTime.TotalSeconds, self.PeakWorkingSet64 / 1024 / 1024), JsonSerializerOptions.Web));
        return 0;
    }

    /// <param name="killWhen">Asked again and again; the process is killed when it answers true.</param>
    /// <returns>Null when it was killed.</returns>
    public static async Task<WorkerReport?> StartAsync(string connection, Func<Task<bool>>? killWhen = null)
    {
        var info = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "EzSolutions.Benchmarks.dll"), Command, "--connection", connection])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(info) ?? throw new InvalidOperationException("The worker did not start.");
        while (killWhen is not null && !process.HasExited)
        {
            if (await killWhen())
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
                return null;
            }

            await Task.Delay(20);
        }

        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<WorkerReport>(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1], JsonSerializerOptions.Web)
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The worker ended with {process.ExitCode}."));
    }
}

internal sealed record WorkerReport(int Invoiced, int Other, double Seconds, double CpuSeconds, long PeakMb);
