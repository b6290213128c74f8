namespace EzSolutions.Benchmarks;

internal static class Usage
{
    public static int Print()
    {
        Console.Error.WriteLine(
            """
            dotnet run -c Release --project tests/Benchmarks -- <benchmark> [options]

              chat-turn      [--conversations 50] [--seconds 20] [--warmup 8] [--rounds 2]   a message until the bot's answer is pushed
              webhook-ack    [--senders 16] [--seconds 20] [--warmup 8] [--rounds 2]         a signed Stripe event until its 200
              cold-start     [--runs 3]                                                      process start until the first page
              chaos          [--kills 30] [--orders as kills] [--seed 1]                    killed again and again: what was lost or done twice
              understanding  [train]                                                         the recogniser on sentences it never saw

            --log <file> keeps what the program under test wrote. docs/benchmarks.md says what the figures mean.
            """);
        return 2;
    }
}
