using EzSolutions.Benchmarks;
using EzSolutions.Benchmarks.Chaos;
using EzSolutions.Benchmarks.Chat;
using EzSolutions.Benchmarks.Floor;
using EzSolutions.Benchmarks.Ledger;
using EzSolutions.Benchmarks.Load;
using EzSolutions.Benchmarks.Renewals;
using EzSolutions.Benchmarks.Start;
using EzSolutions.Benchmarks.Webhooks;

return args switch
{
    ["chat-turn", .. var options] => await ChatTurn.RunAsync(new Options(options)),
    ["idle-sockets", .. var options] => await IdleSockets.RunAsync(new Options(options)),
    ["two-nodes", .. var options] => await TwoNodes.RunAsync(new Options(options)),
    ["webhook-ack", .. var options] => await WebhookAck.RunAsync(new Options(options)),
    ["webhook-storm", .. var options] => await StormCommand.RunAsync(new Options(options)),
    ["cold-start", .. var options] => await ColdStart.RunAsync(new Options(options)),
    ["chaos", .. var options] => await ChaosCommand.RunAsync(new Options(options)),
    ["talk-storm", .. var options] => await TalkStormCommand.RunAsync(new Options(options)),
    ["renewal-run", .. var options] => await RenewalRunBenchmark.RunAsync(new Options(options)),
    [RenewalWorker.Command, .. var options] => await RenewalWorker.RunAsync(new Options(options)),
    ["ledger-check", .. var options] => await LedgerCheck.RunAsync(new Options(options)),
    ["simulated-year", .. var options] => await SimulatedYearCommand.RunAsync(new Options(options)),
    ["injection"] => await InjectionReport.RunAsync(),
    ["understanding", .. var options] => UnderstandingReport.Run(options),
    [FloorServer.Command, .. var options] => await FloorServer.RunAsync(new Options(options)),
    _ => Usage.Print(),
};
