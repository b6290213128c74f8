using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace EzSolutions.EndToEnd.Tests.Chaos;

/// <summary>
/// Many payments at Stripe, each told of several times, in any order, by many senders at once, to an application that is killed in between: every
/// payment is booked once (M05, M06, O02), whatever the order.
/// </summary>
public static class WebhookStorm
{
    private static readonly TimeSpan SettleLimit = TimeSpan.FromMinutes(10);

    public static async Task<StormReport> PlayAsync(StormPlan plan, Action<string> progress, CancellationToken ct)
    {
        await using var world = await ChaosWorld.StartAsync();
        await world.StartAppAsync(ct);
        await using var database = NpgsqlDataSource.Create(world.ConnectionString);
        var books = new StormBooks(database);
        progress($"Preparing {plan.Events} invoices, and as many payments at the gateway ...");
        var payments = await books.PrepareAsync(plan.Events, ct);
        var deliveries = await TakeMoneyAsync(world.Sandbox, payments, ct);

        // Shuffled copies: the last copy of one may come before the first of another.
        var order = Enumerable.Range(0, plan.Copies).SelectMany(_ => deliveries).ToArray();
        new Random(plan.Seed).Shuffle(order);
        progress($"Delivering {order.Length} events from {plan.Senders} senders, {plan.Kills} kills in between ...");
        var storm = new Senders(world, order, plan);
        var started = Stopwatch.GetTimestamp();
        await storm.RunAsync(progress, ct);
        var took = Stopwatch.GetElapsedTime(started);

        var settling = Stopwatch.GetTimestamp();
        while (await books.CountAsync("SELECT count(*) FROM inbox_events WHERE state = 'received'", ct) > 0 && Stopwatch.GetElapsedTime(settling) < SettleLimit)
            await Task.Delay(250, ct);
        var settled = Stopwatch.GetElapsedTime(settling);
        var effects = await books.CountAsync("SELECT count(*) FROM payment_effects WHERE effect = 'capture'", ct);
        return new StormReport([.. storm.Milliseconds], plan.Kills, took, settled, effects, await books.JudgeAsync(plan.Events, ct));
    }

    /// <summary>Pays at the sandbox's Stripe, whose own deliveries are switched off.</summary>
    /// <returns>The events' bodies.</returns>
    private static async Task<byte[][]> TakeMoneyAsync(Uri sandbox, IReadOnlyList<Guid> payments, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = sandbox };
        (await http.PostAsJsonAsync("stripe/_webhooks", new { enabled = false }, ct)).EnsureSuccessStatusCode();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_sandbox");
        var bodies = new byte[payments.Count][];
        await Parallel.ForEachAsync(Enumerable.Range(0, payments.Count), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = ct }, async (i, token) =>
        {
            using var form = new FormUrlEncodedContent(
            [
                new("amount", "1200"), new("currency", "usd"), new("confirm", "true"), new("payment_method", "pm_card_visa"),
                new("metadata[payment_id]", payments[i].ToString()),
            ]);
            using var answer = await http.PostAsync("stripe/v1/payment_intents", form, token);
            using var intent = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(token));
            bodies[i] = JsonSerializer.SerializeToUtf8Bytes(new
            {
                id = string.Create(CultureInfo.InvariantCulture, $"evt_storm_{i}"),
                @object = "event",
                type = "payment_intent.succeeded",
                data = new { @object = new { id = intent.RootElement.GetProperty("id").GetString(), @object = "payment_intent" } },
            });
        });
        return bodies;
    }

    /// <summary>Deliver until each delivery was acknowledged, as Stripe does; a dead application is tried again.</summary>
    private sealed class Senders(ChaosWorld world, byte[][] order, StormPlan plan)
    {
        private int _next = -1;
        private int _acknowledged;

        public ConcurrentQueue<double> Milliseconds { get; } = new();

        public async Task RunAsync(Action<string> progress, CancellationToken ct)
        {
            using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = plan.Senders }) { BaseAddress = world.App, Timeout = TimeSpan.FromSeconds(30) };
            var killing = KillAsync(progress, ct);
            await Task.WhenAll(Enumerable.Range(0, plan.Senders).Select(_ => SendAsync(http, ct)));
            await killing;
        }

        private async Task SendAsync(HttpClient http, CancellationToken ct)
        {
            int mine;
            while ((mine = Interlocked.Increment(ref _next)) < order.Length)
            {
                while (!await TrySendAsync(http, order[mine], ct))
                    await Task.Delay(100, ct);
                Interlocked.Increment(ref _acknowledged);
            }
        }

        private async Task<bool> TrySendAsync(HttpClient http, byte[] body, CancellationToken ct)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "webhooks/stripe") { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Add("Stripe-Signature", Sign(body));
            var sent = Stopwatch.GetTimestamp();
            try
            {
                using var answer = await http.SendAsync(request, ct);
                if (!answer.IsSuccessStatusCode)
                    return false;
                Milliseconds.Enqueue(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                return true;
            }
            catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
            {
                return false;
            }
        }

        /// <summary>Dies at even distances through the storm, and comes back.</summary>
        private async Task KillAsync(Action<string> progress, CancellationToken ct)
        {
            for (var kill = 1; kill <= plan.Kills; kill++)
            {
                var at = (long)order.Length * kill / (plan.Kills + 1);
                while (Volatile.Read(ref _acknowledged) < at)
                    await Task.Delay(10, ct);
                await world.KillAppAsync();
                progress($"Killed ({kill} of {plan.Kills}) after {Volatile.Read(ref _acknowledged)} acknowledgements");
                await world.StartAppAsync(ct);
            }
        }

        private static string Sign(byte[] body)
        {
            var at = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            var mac = HMACSHA256.HashData("whsec_sandbox"u8, (byte[])[.. Encoding.ASCII.GetBytes(at + "."), .. body]);
            return $"t={at},v1={Convert.ToHexStringLower(mac)}";
        }
    }
}
