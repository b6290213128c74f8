using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Common;

/// <summary>Newest-first pages over time-ordered ids: the cursor is the last id shown.</summary>
internal static class Keyset
{
    public static async Task<Page<TView>> NewestFirstAsync<T, TView>(
        this IStore store, IQueryable<T> query, PageRequest page, Func<T, TView> view, CancellationToken ct)
        where T : Entity
    {
        var limit = Math.Clamp(page.Limit, 1, 100);
        if (page.After is not null)
        {
            // A cursor nobody was given shows nothing, rather than the first page again.
            var after = Guid.TryParseExact(page.After, "N", out var id) ? id : Guid.Empty;
            query = query.Where(row => row.Id.CompareTo(after) < 0);
        }

        var rows = await store.ListAsync(query.OrderByDescending(row => row.Id).Take(limit + 1), ct);
        var shown = rows.Take(limit).ToList();
        return new Page<TView>(shown.ConvertAll(row => view(row)), rows.Count > limit ? shown[^1].Id.ToString("N") : null);
    }
}
