using System.Globalization;
using System.Runtime.CompilerServices;
using EzSolutions.Application.Billing.Exports;
using EzSolutions.Domain.Common;
using Npgsql;

namespace EzSolutions.Infrastructure.Billing.Exports;

/// <inheritdoc />
internal sealed class BillingExports(NpgsqlDataSource database) : IBillingExports
{
    public IReadOnlyList<string> Columns(BillingExport kind) => ExportQueries.Of(kind).Columns;

    public async IAsyncEnumerable<IReadOnlyList<string>> ReadAsync(
        BillingExport kind, DateTimeOffset from, DateTimeOffset until, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var query = ExportQueries.Of(kind);
        await using var command = database.CreateCommand(query.Sql);
        command.CommandTimeout = 0;
        command.Parameters.AddWithValue(from.UtcDateTime);
        command.Parameters.AddWithValue(until.UtcDateTime);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var currencyAt = query.Columns.ToList().IndexOf("currency");
        while (await reader.ReadAsync(ct))
        {
            var currency = Currency.Of(reader.GetString(currencyAt));
            var row = new string[query.Columns.Count];
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? "" : Format(reader.GetValue(i), query.Amounts.Contains(query.Columns[i]) ? currency : null);
            yield return row;
        }
    }

    private static string Format(object value, Currency? currency) => (value, currency) switch
    {
        (long units, { } of) => new Money(units, of).ToDecimal().ToString("F" + of.Scale, CultureInfo.InvariantCulture),
        (DateTime at, _) => at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        (IFormattable number, _) => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
