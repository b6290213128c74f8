using EzSolutions.Application.Common;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Common;

/// <inheritdoc />
internal sealed class PublicAddresses(IOptionsMonitor<PublicOptions> options) : IPublicAddresses
{
    public Uri Base => options.CurrentValue.BaseAddress ?? throw new InvalidOperationException("Public:BaseAddress is not set.");

    public Uri For(string path) => new(Base, path);
}

/// <summary>Section <c>Public</c>: how people reach this installation.</summary>
internal sealed class PublicOptions
{
    /// <summary>E.g. <c>https://portal.example.com/</c>.</summary>
    public Uri? BaseAddress { get; set; }
}
