using System.Text.Json.Serialization.Metadata;

namespace EzSolutions.WebApi.Common;

/// <summary>
/// A body that leaves out, or sets to null, a text or an object our records say they have is refused when it is read: no handler meets a null
/// where its type promises none. Numbers and words left out have their zero.
/// </summary>
internal static class RequiredParts
{
    public static void Mark(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AssociatedParameter is { IsNullable: false, HasDefaultValue: false } parameter && !parameter.ParameterType.IsValueType)
            {
                property.IsRequired = true;
            }
        }
    }
}
