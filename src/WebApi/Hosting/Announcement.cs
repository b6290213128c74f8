namespace EzSolutions.WebApi.Hosting;

internal static class Announcement
{
    /// <summary>Says where everything is, once the program listens.</summary>
    public static void AnnounceAddresses(this WebApplication app, LocalSurroundings surroundings) =>
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            if (!app.Environment.IsDevelopment())
            {
                return;
            }

            var at = surroundings.Address;
            var lines = new List<(string What, Uri Where)>
            {
                ("Demo shop with the chat", at),
                ("Staff console", new Uri(at, "/console/")),
                ("API", new Uri(at, "/docs")),
            };
            if (surroundings.SandboxAddress is { } sandbox)
            {
                lines.Add(("Sandbox mailbox", new Uri(sandbox, "/mail")));
                lines.Add(("Sandbox controls", sandbox));
            }

            Console.WriteLine();
            foreach (var (what, where) in lines)
            {
                Console.WriteLine($"  {what,-26} {where}");
            }

            Console.WriteLine($"{Environment.NewLine}  Console sign-in: ada@demo.example / demo-password-1{Environment.NewLine}");
        });
}
