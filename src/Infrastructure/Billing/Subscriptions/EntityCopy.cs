using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace EzSolutions.Infrastructure.Billing.Subscriptions;

/// <summary>
/// Writes new entities with their parts by COPY, in the context's transaction. Columns come from the model, so that what a feature adds to an
/// aggregate is written here as well.
/// </summary>
internal sealed class EntityCopy(AppDbContext context)
{
    public async Task WriteAsync<T>(IReadOnlyList<T> entities, CancellationToken ct)
        where T : class
    {
        if (entities.Count == 0)
            return;
        var type = context.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not mapped.");
        await WriteAsync(type, [.. entities.Select(e => new Row(e, null))], ct);
        foreach (var parts in type.GetNavigations().Where(n => n is { IsCollection: true, IsOnDependent: false }))
        {
            var accessor = parts.GetCollectionAccessor()!;
            List<Row> rows =
            [
                .. from owner in entities
                   from part in (IEnumerable<object>)accessor.GetOrCreate(owner, forMaterialization: false)
                   select new Row(part, owner),
            ];
            await WriteAsync(parts.TargetEntityType, rows, ct, parts.ForeignKey);
        }
    }

    private async Task WriteAsync(IEntityType type, List<Row> rows, CancellationToken ct, IForeignKey? owner = null)
    {
        var columns = Columns(type, owner);
        var names = string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        await using var writer = await connection.BeginBinaryImportAsync($"COPY {type.GetSchemaQualifiedTableName()} ({names}) FROM STDIN (FORMAT BINARY)", ct);
        foreach (var row in rows)
        {
            await writer.StartRowAsync(ct);
            foreach (var column in columns)
            {
                await column.WriteAsync(writer, row, ct);
            }
        }

        await writer.CompleteAsync(ct);
    }

    private static List<Column> Columns(IEntityType type, IForeignKey? owner)
    {
        var columns = new List<Column>();
        foreach (var property in type.GetFlattenedProperties().Where(p => p.Name != "xmin"))
        {
            var mapping = property.GetRelationalTypeMapping();
            var convert = mapping.Converter?.ConvertToProvider;
            var read = Reader(property, owner);
            var stored = mapping.Converter?.ProviderClrType ?? Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            Func<Row, object?> readStored = convert is null ? read : row => read(row) is { } value ? convert(value) : null;
            columns.Add((Column)Activator.CreateInstance(
                typeof(Column<>).MakeGenericType(stored), property.GetColumnName(), mapping.StoreTypeNameBase, readStored)!);
        }

        return columns;
    }

    private static Func<Row, object?> Reader(IProperty property, IForeignKey? owner)
    {
        if (!property.IsShadowProperty())
        {
            var getter = property.GetGetter();
            return row => getter.GetClrValueUsingContainingEntity(row.Entity);
        }

        var key = owner?.Properties.Contains(property) == true ? property.FindFirstPrincipal() : null;
        if (key is null)
            throw new InvalidOperationException($"{property.DeclaringType.DisplayName()}.{property.Name} has no value to be copied.");
        return row => key.GetGetter().GetClrValueUsingContainingEntity(row.Owner!);
    }

    private sealed record Row(object Entity, object? Owner);

    private abstract class Column(string name)
    {
        public string Name => name;

        public abstract Task WriteAsync(NpgsqlBinaryImporter writer, Row row, CancellationToken ct);
    }

    /// <summary>Typed, so that the driver looks up how to write the column once, not for every value.</summary>
    private sealed class Column<T>(string name, string type, Func<Row, object?> read) : Column(name)
    {
        public override Task WriteAsync(NpgsqlBinaryImporter writer, Row row, CancellationToken ct) =>
            read(row) is { } value ? writer.WriteAsync((T)value, type, ct) : writer.WriteNullAsync(ct);
    }
}
