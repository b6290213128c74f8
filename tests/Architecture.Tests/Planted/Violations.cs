using EzSolutions.Application.Common;

// What the rules must notice. Nothing here is used.
namespace EzSolutions.Architecture.Tests.Planted;

#pragma warning disable CA1852, CA1515 // open and public on purpose
internal sealed record RequestWithoutRule : IQuery<int>;

internal class OrderManager;

public sealed class OpenHandler;

internal sealed class CallsAVendor
{
    private readonly System.Net.Http.HttpClient _client = new();

    public Uri? Where => _client.BaseAddress;
}
#pragma warning restore CA1852, CA1515
