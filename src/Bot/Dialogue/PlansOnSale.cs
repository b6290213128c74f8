using EzSolutions.Application.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Bot.Dialogue;

/// <summary>
/// The catalogue as this node last read it, for at most a second: every message is understood in its light, and it hardly ever changes. Prices are
/// shown from it, never charged from it: an order is priced from the row itself.
/// </summary>
internal sealed class PlansOnSale(TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private volatile Reading? _last;

    public async Task<IReadOnlyList<ProductView>> GetAsync(Func<Task<Result<IReadOnlyList<ProductView>>>> read)
    {
        if (_last is { } last && time.GetElapsedTime(last.At) < Fresh)
        {
            return last.Products;
        }

        var at = time.GetTimestamp();
        if (await read() is not { IsSuccess: true } found)
        {
            return [];
        }

        // An empty shop is being filled: look again at once.
        _last = found.Value.Count > 0 ? new Reading(found.Value, at) : null;
        return found.Value;
    }

    private sealed record Reading(IReadOnlyList<ProductView> Products, long At);
}
