using System.Text.RegularExpressions;

namespace EzSolutions.Sandbox.Faults;

internal static class FaultKind
{
    public const string Error = "error";
    public const string Delay = "delay";
    public const string Drop = "drop";
    public const string LostResponse = "lost_response";
    public const string Duplicate = "duplicate";
    public const string Reorder = "reorder";
    public const string TaskError = "task_error";
    public const string StorageFull = "storage_full";

    public static readonly string[] All = [Error, Delay, Drop, LostResponse, Duplicate, Reorder, TaskError, StorageFull];
}

/// <summary>One planned misbehaviour. <see cref="Left"/> is how often it will still happen; null is until it is removed.</summary>
internal sealed record Fault(
    string Id,
    string Target,
    string? Match,
    string Kind,
    int? Status,
    string? Message,
    int? Times,
    int? Ms)
{
    public int Happened { get; init; }

    public int? Left => Times is { } times ? Math.Max(0, times - Happened) : null;

    public bool Spent => Left is 0;

    public bool Covers(string call)
    {
        if (string.IsNullOrEmpty(Match) || call.Contains(Match, StringComparison.OrdinalIgnoreCase))
            return true;
        try
        {
            return Regex.IsMatch(call, Match, RegexOptions.IgnoreCase, TimeSpan.FromMilliseconds(100));
        }
        catch (Exception e) when (e is RegexMatchTimeoutException or ArgumentException)
        {
            // Meant as plain text, and that was compared already.
            return false;
        }
    }
}
