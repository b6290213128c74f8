namespace EzSolutions.Benchmarks;

internal static class Usage
{
    public static int Print()
    {
        Console.Error.WriteLine(
            """
            dotnet run -c Release --project tests/Benchmarks -- <benchmark> [options]

              chat-turn      [--conversations 50,...] [--pause 1,...] [--seconds 20] [--warmup 8] [--rounds 2]   a message until the bot's answer is pushed
              idle-sockets   [--sockets 5000]                                               what an open, silent chat window costs in memory
              two-nodes      [--conversations 100] [--seconds 20] [--warmup 8]              a message on one node until the console on the other shows it
              webhook-ack    [--senders 16] [--seconds 20] [--warmup 8] [--rounds 2]         a signed Stripe event until its 200
              webhook-storm  [--events 10000] [--copies 5] [--senders 64] [--kills 6] [--seed 1]   shuffled copies through kills: what was lost or booked twice
              cold-start     [--runs 3]                                                      process start until the first page
              chaos          [--kills 30] [--orders as kills] [--seed 1]                    killed again and again: what was lost or done twice
              talk-storm     [--messages 1000] [--talkers 20] [--kills 20] [--seed 1]       messages through kills: each answered once, in order, without a gap
              renewal-run    [--sizes 10000,100000,1000000] [--crash 20001]                 renewal runs over services that are all due, killed in between
              ledger-check   [--operations 1000000] [--workers 8] [--seed 1]                 random operations on the books, then every rule asked
              simulated-year [--customers 1000] [--days 365] [--seed 1] [--report <file>]    a year of customers and failing gateways, then the reconciliation
              injection                                                                      attacks by text, with a model on their side and without: what they achieved
              understanding  [train]                                                         the recogniser on sentences it never saw

            --log <file> keeps what the program under test wrote. docs/benchmarks.md says what the figures mean.
            """);
        return 2;
    }
}
