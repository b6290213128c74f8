using System.Globalization;

namespace EzSolutions.EndToEnd.Tests.Chaos;

/// <summary>
/// Kills the application again and again while customers order, pay and talk, crashes the database once, and counts afterwards what was lost
/// or done twice (design.md §8: both must be zero).
/// </summary>
internal sealed class ChaosRun(ChaosWorld world, ChaosPlan plan, Action<string> tell) : IDisposable
{
    private const string Email = "chaos@example.test";
    private static readonly TimeSpan Settle = TimeSpan.FromMinutes(4);
    private const int Talkers = 2;
    private const int LongestPauseMs = 3_000;

    /// <summary>One more each time the application has been started: so that every death finds an order under way.</summary>
    private readonly SemaphoreSlim _mayBuy = new(1);

    public static async Task<ChaosReport> PlayAsync(ChaosPlan plan, Action<string> tell, CancellationToken ct)
    {
        await using var world = await ChaosWorld.StartAsync();
        using var run = new ChaosRun(world, plan, tell);
        return await run.RunAsync(ct);
    }

    public void Dispose() => _mayBuy.Dispose();

    private async Task<ChaosReport> RunAsync(CancellationToken ct)
    {
        tell("Starting the application");
        await world.StartAppAsync(ct);
        using var outside = new Outside(world.Sandbox);
        using var customer = new ChaosCustomer(world, outside, Email);
        await customer.SignInAsync(ct);
        var talkers = new List<ChaosTalker>();
        for (var i = 0; i < Talkers; i++)
            talkers.Add(await ChaosTalker.OpenAsync(world, ct));

        using var quiet = new CancellationTokenSource();
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var work = new List<Task> { BuyAllAsync(customer, failed.Token) };
        work.AddRange(talkers.Select(t => t.TalkAsync(quiet.Token, failed.Token)));
        try
        {
            await KillAllAsync(work[0], failed.Token);
            await work[0];
            await quiet.CancelAsync();
            await Task.WhenAll(work);
            tell("Waiting until everything has come to rest");
            var problems = await new Verdict(world, outside, plan.Orders, Email).ReachAsync(Settle, ct);
            return new ChaosReport(plan.Kills, plan.Orders, talkers.Sum(t => t.Sent), problems);
        }
        finally
        {
            await failed.CancelAsync();
            await Task.WhenAll(work).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            talkers.ForEach(t => t.Dispose());
        }
    }

    private async Task BuyAllAsync(ChaosCustomer customer, CancellationToken ct)
    {
        for (var i = 1; i <= plan.Orders; i++)
        {
            await _mayBuy.WaitAsync(ct);
            await customer.BuyAsync(string.Create(CultureInfo.InvariantCulture, $"chaos-{i:D3}"), ct);
        }
    }

    private async Task KillAllAsync(Task buying, CancellationToken ct)
    {
        // Seeded, not secret: the same run can be played again.
#pragma warning disable RS0030
        var random = new Random(plan.Seed);
#pragma warning restore RS0030
        for (var kill = 1; kill <= plan.Kills; kill++)
        {
            var pause = random.Next(LongestPauseMs);
            await Task.Delay(pause, ct);
            if (buying.IsFaulted)
                return;
            if (kill == (plan.Kills / 2) + 1)
            {
                tell("The database crashes");
                await world.CrashDatabaseAsync(ct);
                await world.WaitUntilReadyAsync(ct);
                await Task.Delay(pause, ct);
            }

            tell(string.Create(CultureInfo.InvariantCulture, $"Kill {kill} of {plan.Kills}, {pause} ms after it was ready"));
            await world.KillAppAsync();
            await world.StartAppAsync(ct);
            _mayBuy.Release();
        }

        _mayBuy.Release(plan.Orders);
    }
}
