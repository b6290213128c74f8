using System.Text.Json;
using EzSolutions.Application.Common.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EzSolutions.Infrastructure.Common.Persistence;

internal static class JsonColumns
{
    /// <summary>Keeps an immutable value in one jsonb column, in the same form the API shows. Compared by that form.</summary>
    public static PropertyBuilder<T> HasJson<T>(this PropertyBuilder<T> property)
    {
        property.HasConversion(
            value => JsonSerializer.Serialize(value, DomainJson.Options),
            json => JsonSerializer.Deserialize<T>(json, DomainJson.Options)!,
            new ValueComparer<T>(
                (a, b) => JsonSerializer.Serialize(a, DomainJson.Options) == JsonSerializer.Serialize(b, DomainJson.Options),
                value => JsonSerializer.Serialize(value, DomainJson.Options).GetHashCode(StringComparison.Ordinal),
                value => value));
        return property.HasColumnType("jsonb");
    }
}
