using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using EzSolutions.Benchmarks.Load;

namespace EzSolutions.Benchmarks.Webhooks;

/// <summary>A signed Stripe event posted until its 200, with several in flight. What the events ask for is processed meanwhile.</summary>
internal static class WebhookAck
{
    private const double TargetMs = 50;
    private const double TargetRatio = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public static async Task<int> RunAsync(Options options)
    {
        var senders = options.Number("senders", 16);
        await using var arena = await Arena.OpenAsync(options);
        var (measured, floor) = (new Latencies(), new Latencies());
        using var program = new HttpClient { BaseAddress = arena.Program.Address };
        using var bare = new HttpClient { BaseAddress = arena.Floor.Address };
        var events = new StripeEvents();
        await Arena.InTurnsAsync(
            options,
            (time, counts) => SendAsync(program, events, senders, time, counts ? measured : new Latencies()),
            (time, counts) => SendAsync(bare, events, senders, time, counts ? floor : new Latencies()));
        return Report.Compare("webhook-ack", measured, floor, TargetMs, TargetRatio, new Dictionary<string, object>
        {
            ["senders"] = senders,
            ["pauseMs"] = Pause.TotalMilliseconds,
            ["commits"] = 1,
            ["cpus"] = Environment.ProcessorCount,
        });
    }

    private static async Task SendAsync(HttpClient http, StripeEvents events, int senders, TimeSpan time, Latencies latencies)
    {
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, senders).Select(number => Task.Run(async () =>
        {
            var random = new Random(number);
            await Task.Delay(Pause * random.NextDouble());
            while (Stopwatch.GetElapsedTime(started) < time)
            {
                await PostAsync(http, events.Next(), latencies);
                await Task.Delay(Pause * (0.5 + random.NextDouble()));
            }
        })));
    }

    private static async Task PostAsync(HttpClient http, byte[] body, Latencies latencies)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/stripe");
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("Stripe-Signature", StripeEvents.Sign(body));
        var sent = Stopwatch.GetTimestamp();
        using var answer = await http.SendAsync(request);
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            latencies.Add(Stopwatch.GetElapsedTime(sent));
            return;
        }
        Report.Progress($"Refused with {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        latencies.AddFailure();
    }
}
