using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Billing.Exports;

public enum BillingExport
{
    Invoices,
    Payments,

    /// <summary>One row for each tax of each line; what was taken back is negative.</summary>
    Tax,

    /// <summary>One row for each posting.</summary>
    Ledger,
}

/// <summary>Everything of a period as a table, read row by row while it is sent: its size does not matter.</summary>
/// <param name="From">Inclusive.</param>
/// <param name="Until">Exclusive.</param>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record ExportBilling(BillingExport Kind, DateTimeOffset From, DateTimeOffset Until) : IQuery<ExportedTable>;

/// <param name="Name">For a file, without ending.</param>
/// <param name="Rows">Read once; each with one value for each column.</param>
public sealed record ExportedTable(string Name, IReadOnlyList<string> Columns, IAsyncEnumerable<IReadOnlyList<string>> Rows);

/// <summary>Streams tables from the database; dates as ISO 8601 in UTC, amounts in major units with the currency's own scale.</summary>
public interface IBillingExports
{
    IReadOnlyList<string> Columns(BillingExport kind);

    IAsyncEnumerable<IReadOnlyList<string>> ReadAsync(BillingExport kind, DateTimeOffset from, DateTimeOffset until, CancellationToken ct = default);
}

internal sealed class ExportBillingValidator : AbstractValidator<ExportBilling>
{
    public ExportBillingValidator() => RuleFor(r => r.Until).Must((r, until) => until > r.From).WithMessage("The period ends after it begins.");
}

internal sealed class ExportBillingHandler(IBillingExports exports) : IRequestHandler<ExportBilling, Result<ExportedTable>>
{
    public Task<Result<ExportedTable>> Handle(ExportBilling request, CancellationToken cancellationToken)
    {
        var (from, until) = (request.From.ToUniversalTime(), request.Until.ToUniversalTime());
        var rows = exports.ReadAsync(request.Kind, from, until, cancellationToken);
        return Task.FromResult<Result<ExportedTable>>(
            new ExportedTable(FormattableString.Invariant($"{request.Kind.Word()}-{from:yyyyMMdd}-{until:yyyyMMdd}"), exports.Columns(request.Kind), rows));
    }
}
