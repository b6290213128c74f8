if (args is ["understanding", ..]) return EzSolutions.Benchmarks.UnderstandingReport.Run(args[1..]);
Console.WriteLine("bench");
return 0;
