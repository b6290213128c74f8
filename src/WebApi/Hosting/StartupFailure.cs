using System.Net.Sockets;
using EzSolutions.Sandbox;
using EzSolutions.Sandbox.Postgres;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Npgsql;

namespace EzSolutions.WebApi.Hosting;

/// <summary>What keeps the program from starting, said in one line with the cure; anything else is a bug and shows its stack.</summary>
internal static class StartupFailure
{
    public static string? Explain(Exception exception) => exception switch
    {
        StartupException startup => startup.Message,
        EmbeddedPostgresException postgres => postgres.Message,
        SandboxException sandbox => sandbox.Message,
        OptionsValidationException options => string.Join(Environment.NewLine, options.Failures),
        IOException { InnerException: AddressInUseException } busy =>
            $"{busy.Message} Stop the other program, or choose another address: ASPNETCORE_URLS=http://127.0.0.1:5090",
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } =>
            "A port is already in use. Stop the other program, or choose another address: ASPNETCORE_URLS=http://127.0.0.1:5090",
        PostgresException refused =>
            $"The database answered, but refused: {refused.MessageText} ({refused.SqlState}). Is it one of this program's, and may its user change it?",
        NpgsqlException database =>
            $"The database cannot be reached: {database.Message} Check ConnectionStrings__Default.",
        AggregateException { InnerExceptions: [var only] } => Explain(only),
        _ => null,
    };
}
