using System.Text.Json;

namespace EzSolutions.Application.Common;

internal static class StateWord
{
    /// <summary>A state as contracts spell it: <c>PartiallyPaid</c> is <c>partially_paid</c>.</summary>
    public static string Word<TState>(this TState state)
        where TState : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());
}
