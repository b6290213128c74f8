using System.Text;
using EzSolutions.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EzSolutions.Infrastructure.Common.Persistence;

/// <summary>What holds for every table: snake_case names, enums as words, ids made by us, a version on aggregates.</summary>
internal static class ModelConventions
{
    public static void ApplyEzConventions(this ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes().ToList())
        {
            if (typeof(Entity).IsAssignableFrom(entity.ClrType))
            {
                builder.Entity(entity.ClrType).Ignore(nameof(Entity.DomainEvents));
                entity.FindProperty(nameof(Entity.Id))!.ValueGenerated = ValueGenerated.Never;
            }

            if (typeof(Aggregate).IsAssignableFrom(entity.ClrType) && entity.BaseType is null)
            {
                builder.Entity(entity.ClrType).Property<uint>("xmin").IsRowVersion();
            }
        }

        foreach (var entity in builder.Model.GetEntityTypes().ToList())
        {
            Rename(entity);
        }
    }

    public static string ToSnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(name[i]) && name[i - 1] != '_' &&
                (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    private static void Rename(IMutableEntityType entity)
    {
        if (entity.GetTableName() is { } table)
        {
            entity.SetTableName(ToSnakeCase(table.Replace("AspNet", string.Empty, StringComparison.Ordinal)));
        }

        RenameColumns(entity, prefix: string.Empty);
        foreach (var key in entity.GetKeys())
        {
            key.SetName(ToSnakeCase(key.GetName()!));
        }

        foreach (var foreignKey in entity.GetForeignKeys())
        {
            foreignKey.SetConstraintName(ToSnakeCase(foreignKey.GetConstraintName()!));
        }

        foreach (var index in entity.GetIndexes())
        {
            index.SetDatabaseName(ToSnakeCase(index.GetDatabaseName()!));
        }
    }

    private static void RenameColumns(IMutableTypeBase type, string prefix)
    {
        foreach (var property in type.GetProperties())
        {
            if (property.Name != "xmin")
            {
                // A column somebody named stays; the default for a part of a complex value is Total_MinorUnits.
                property.SetColumnName(prefix.Length == 0 ? ToSnakeCase(property.GetColumnName()) : ToSnakeCase(prefix + property.Name));
            }

            var clr = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            if (clr.IsEnum && property.GetValueConverter() is null)
            {
                property.SetValueConverter((ValueConverter)Activator.CreateInstance(typeof(EnumWordConverter<>).MakeGenericType(clr))!);
                property.SetMaxLength(40);
            }
        }

        foreach (var complex in type.GetComplexProperties())
        {
            RenameColumns(complex.ComplexType, prefix + complex.Name + "_");
        }
    }
}

internal sealed class CurrencyConverter() : ValueConverter<Currency, string>(c => c.Code, code => Currency.Of(code));

/// <summary>Stores an enum as its snake_case word, the same as the API shows.</summary>
internal sealed class EnumWordConverter<TEnum>() : ValueConverter<TEnum, string>(
    value => ModelConventions.ToSnakeCase(value.ToString()),
    word => Enum.Parse<TEnum>(word.Replace("_", string.Empty), true))
    where TEnum : struct, Enum;
