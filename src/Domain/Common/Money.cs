using System.Globalization;

namespace EzSolutions.Domain.Common;

/// <summary>An amount in a currency's minor units (M01). No floating point anywhere.</summary>
/// <param name="MinorUnits">Cents, paise, yen, fils ...: the scale comes from <see cref="Currency"/>.</param>
public readonly record struct Money(long MinorUnits, Currency Currency) : IComparable<Money>
{
    public static Money Zero(Currency currency) => new(0, currency);

    public bool IsZero => MinorUnits == 0;

    public bool IsPositive => MinorUnits > 0;

    public bool IsNegative => MinorUnits < 0;

    public static Money operator +(Money left, Money right) => new(checked(left.MinorUnits + right.Same(left).MinorUnits), left.Currency);

    public static Money operator -(Money left, Money right) => new(checked(left.MinorUnits - right.Same(left).MinorUnits), left.Currency);

    public static Money operator -(Money money) => new(checked(-money.MinorUnits), money.Currency);

    public static Money operator *(Money money, int quantity) => new(checked(money.MinorUnits * quantity), money.Currency);

    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <summary>M01: the one rounding rule, half away from zero, computed exactly.</summary>
    public Money MultiplyRounded(decimal factor) =>
        new(checked((long)decimal.Round(MinorUnits * factor, 0, MidpointRounding.AwayFromZero)), Currency);

    /// <summary>The same rule for a fraction, exactly: no quotient is rounded on the way.</summary>
    public Money MultiplyRounded(long numerator, long denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        var doubled = (Int128)MinorUnits * numerator * 2;
        var rounded = (doubled + (doubled < 0 ? -denominator : denominator)) / ((Int128)denominator * 2);
        return new Money(checked((long)rounded), Currency);
    }

    public int CompareTo(Money other) => MinorUnits.CompareTo(other.Same(this).MinorUnits);

    /// <summary>The amount as a decimal in major units, for display and wire formats that want one.</summary>
    public decimal ToDecimal() => MinorUnits / (decimal)Math.Pow(10, Currency.Scale);

    /// <summary>Short display form, e.g. <c>$12.00</c>; a minus sign stands in front.</summary>
    public string Display()
    {
        var digits = Math.Abs(ToDecimal()).ToString("N" + Currency.Scale, CultureInfo.InvariantCulture);
        return (MinorUnits < 0 ? "-" : string.Empty) + Currency.Symbol + digits;
    }

    /// <summary>Unmistakable form for logs and documents, e.g. <c>USD 12.00</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Currency.Code} {ToDecimal().ToString("N" + Currency.Scale, CultureInfo.InvariantCulture)}");

    private Money Same(Money other) =>
        Currency == other.Currency
            ? this
            : throw new InvalidOperationException($"Amounts in {Currency.Code} and {other.Currency.Code} do not mix.");
}
