using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EzSolutions.Infrastructure.Common.Persistence;

/// <summary>
/// Takes a row's lock in front of the query that reads it, in one round trip. Two statements, not one: the second sees what was committed before
/// it began, so parts that are joined to the row are as fresh as the row (a joined <c>FOR UPDATE</c> would reread the row alone).
/// </summary>
internal static class RowLock
{
    private const string Mark = "lock row of ";

    public static readonly DbCommandInterceptor Interceptor = new LocksFirst();

    /// <summary>Tags a query (<c>TagWith</c>) for one row by its id, its only parameter, that runs inside a transaction.</summary>
    public static string TagOf(string table) => Mark + table;

    private sealed class LocksFirst : DbCommandInterceptor
    {
        private const string Tag = "-- " + Mark;

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (IsTagged(command))
            {
                var table = command.CommandText[Tag.Length..command.CommandText.AsSpan().IndexOfAny('\r', '\n')];
                command.CommandText = $"SELECT 1 FROM {table} WHERE id = @{command.Parameters[0].ParameterName.TrimStart('@')} FOR UPDATE;\n{command.CommandText}";
            }

            return ValueTask.FromResult(result);
        }

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (IsLocking(command))
            {
                await result.NextResultAsync(cancellationToken);
            }

            return result;
        }

        private static bool IsTagged(DbCommand command) => command.CommandText.StartsWith(Tag, StringComparison.Ordinal);

        private static bool IsLocking(DbCommand command) =>
            command.CommandText.StartsWith("SELECT 1 FROM ", StringComparison.Ordinal) && command.CommandText.Contains(Tag, StringComparison.Ordinal);
    }
}
