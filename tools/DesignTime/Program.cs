Console.Error.WriteLine("This project serves `dotnet ef` only; see CONTRIBUTING.md.");
