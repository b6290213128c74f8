using System.Globalization;
using System.Reflection;
using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Catalog;
using EzSolutions.Bot.Texts;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Bot.Tests.Texts;

/// <summary>Says everything the bot can say, with one value of each kind for every argument.</summary>
internal static class EveryText
{
    private static readonly Guid Id = new("0191e7a0-0000-7000-8000-000000000001");
    private static readonly DateTimeOffset At = new(2026, 11, 21, 14, 5, 0, TimeSpan.Zero);
    private static readonly Money Price = new(1_250, Currency.Usd);

    /// <returns>Each text said, with the member that said it: <c>Order.PlacedTitle</c>.</returns>
    public static IEnumerable<(string Member, string Said)> Of(BotTexts texts)
    {
        foreach (var section in typeof(BotTexts).GetProperties().Where(p => p.PropertyType.IsSubclassOf(typeof(TextSection))))
        {
            var part = section.GetValue(texts);
            foreach (var method in Methods(section.PropertyType))
            {
                var name = $"{section.Name}.{method.Name.Replace("get_", string.Empty, StringComparison.Ordinal)}";
                foreach (var arguments in Combined([.. method.GetParameters().Select(p => Samples(p, name))]))
                {
                    yield return (name, (string)method.Invoke(part, arguments)!);
                }
            }
        }
    }

    private static IEnumerable<MethodInfo> Methods(Type section) => section
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(m => m.ReturnType == typeof(string));

    private static IEnumerable<object?[]> Combined(IReadOnlyList<object?>[] samples) => samples.Aggregate(
        (IEnumerable<object?[]>)[[]], (all, next) => all.SelectMany(some => next.Select(one => (object?[])[.. some, one])));

    private static object?[] Samples(ParameterInfo parameter, string member)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        object?[] none = new NullabilityInfoContext().Create(parameter).WriteState is NullabilityState.Nullable ? [null] : [];
        return [.. none, .. Samples(type, member)];
    }

    private static object[] Samples(Type type, string member)
    {
        if (type.IsEnum)
        {
            return [.. Enum.GetValues(type).Cast<object>()];
        }

        // A text that is told apart by a word is said for each word there is, and for one that is new.
        return type == typeof(string) ? [.. Words(member), "now", "applied", "x"]
            : type == typeof(bool) ? [true, false]
            : type == typeof(int) || type == typeof(long) ? [.. new object[] { 0, 1, 2, 5 }.Select(n => Convert.ChangeType(n, type, CultureInfo.InvariantCulture))]
            : type == typeof(Money) ? [Price, -Price, Money.Zero(Currency.Usd)]
            : type == typeof(DateTimeOffset) ? [At]
            : type == typeof(DateOnly) ? [DateOnly.FromDateTime(At.UtcDateTime)]
            : type == typeof(TimeSpan) ? [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromHours(3)]
            : type == typeof(Error) ? [Error.Conflict("invoice_not_found", "x"), Error.RateLimited("too_many_codes", "x", TimeSpan.FromMinutes(1))]
            : type == typeof(ProductView) ? [new ProductView(Id, "x", "x", ProductType.Vps, "x", new ProductSpecs(4, 2, 80, 1, 3), [], true, [], [])]
            : type == typeof(UpgradeQuote) ? [Quote("now"), Quote("next_period")]
            : type == typeof(IReadOnlyList<string>) ? [Array.Empty<string>(), new[] { "x", "y" }]
            : type == typeof(IReadOnlyList<SuspensionReason>) ? [new[] { SuspensionReason.NonPayment }]
            : throw new NotSupportedException($"{member} takes a {type.Name}: add a sample of it here.");
    }

    private static IEnumerable<string> Words(string member) => BotTexts.PhrasesOf("en").Patterns.Keys
        .Where(k => k.StartsWith(member + ".", StringComparison.Ordinal)).Select(k => k[(member.Length + 1)..]);

    private static UpgradeQuote Quote(string when) => new(
        Id, "x", "x", "x", "x", "monthly", when, DateOnly.FromDateTime(At.UtcDateTime), [], Price, Price, "x", Price, Price, Price, DateOnly.FromDateTime(At.UtcDateTime), At, At, "x");
}
