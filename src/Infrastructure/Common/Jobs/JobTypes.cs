using System.Collections.Frozen;
using System.Text.Json;
using EzSolutions.Application.Common;
using EzSolutions.Application.Common.Json;

namespace EzSolutions.Infrastructure.Common.Jobs;

/// <summary>The requests that may run as jobs, by name. A stored name that is not among them runs nothing.</summary>
internal static class JobTypes
{
    private static readonly FrozenDictionary<string, Type> Known = typeof(IJobRequest).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false } && typeof(IJobRequest).IsAssignableFrom(type))
        .ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    public static string NameOf(Type request) => request.Name;

    public static IJobRequest? Read(JobTicket ticket) =>
        Known.TryGetValue(ticket.Type, out var type) ? (IJobRequest?)JsonSerializer.Deserialize(ticket.Request, type, DomainJson.Options) : null;
}
