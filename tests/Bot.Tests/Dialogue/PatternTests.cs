using System.Reflection;
using System.Text.RegularExpressions;
using EzSolutions.Domain.Conversations.Handoff;

namespace EzSolutions.Bot.Tests.Dialogue;

/// <summary>C06: a pattern that can run out of time throws out of a turn, be it for a hostile text or for a busy machine.</summary>
public sealed class PatternTests
{
    /// <summary>Read before a turn, where whatever fails is done without (AnswerConversation).</summary>
    private const string BeforeTurn = "EzSolutions.Bot.Understanding.Models";

    [Fact]
    public void No_pattern_of_a_turn_can_run_out_of_time()
    {
        var patterns = new[] { typeof(BotServices).Assembly, typeof(TypedRating).Assembly }
            .SelectMany(a => a.GetTypes())
            .Where(t => t.Namespace is { } space && space != BeforeTurn && (space.StartsWith("EzSolutions.Bot", StringComparison.Ordinal) || t == typeof(TypedRating)))
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(m => (Name: $"{m.DeclaringType!.Name}.{m.Name}", Pattern: m.GetCustomAttribute<GeneratedRegexAttribute>()))
            .Where(m => m.Pattern is not null)
            .ToList();
        patterns.Count.ShouldBeGreaterThan(15);
        patterns.Where(p => !p.Pattern!.Options.HasFlag(RegexOptions.NonBacktracking)).Select(p => p.Name).ShouldBeEmpty();
    }
}
