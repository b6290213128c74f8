using System.Globalization;
using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Common;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.EntityFrameworkCore;

namespace EzSolutions.Infrastructure.Billing;

/// <summary>
/// M08: one counter row per series and year, locked until the transaction ends, so a number that is not used is never given out. The year is the
/// company's own, as on the document.
/// </summary>
internal sealed class NumberSeries(AppDbContext context, ICompanyCalendar calendar) : INumberSeries
{
    public async Task<string> NextAsync(string series, CancellationToken ct) => (await NextBlockAsync(series, 1, ct))[0];

    public async Task<IReadOnlyList<string>> NextBlockAsync(string series, int count, CancellationToken ct)
    {
        if (context.Database.CurrentTransaction is null)
            throw new InvalidOperationException("M08: a number is taken inside a unit of work.");
        if (count == 0)
            return [];

        var year = calendar.Today.Year;
        var taken = await context.Database
            .SqlQuery<long>(
                $"""
                 INSERT INTO number_series AS n (series, year, last) VALUES ({series}, {year}, {count})
                 ON CONFLICT (series, year) DO UPDATE SET last = n.last + {count}
                 RETURNING last AS "Value"
                 """)
            .ToListAsync(ct);
        return [.. Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{series}-{year}-{taken[0] - count + 1 + i:D6}"))];
    }
}
