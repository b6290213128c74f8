using EzSolutions.Sandbox.Hosting;

return await CommandLine.RunAsync(args);
