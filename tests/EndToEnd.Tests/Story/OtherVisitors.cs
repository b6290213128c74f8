using EzSolutions.EndToEnd.Tests.Harness;

namespace EzSolutions.EndToEnd.Tests.Story;

/// <summary>Other people who talk to the shop at the same time, so that staff have to find the right one.</summary>
internal sealed class OtherVisitors(IReadOnlyList<ChatVisitor> visitors) : IDisposable
{
    private static readonly (string Text, string Answer)[] Said =
    [
        ("Could I talk to a person about paying by bank transfer?", "Passed to our staff"),
        ("I would like to speak to a human about moving 40 servers to you", "Passed to our staff"),
        ("Which web hosting plans do you have?", "Web hosting"),
        ("I need a VPS with 8 GB", "VPS L"),
    ];

    public static async Task<OtherVisitors> ArriveAsync(Uri program)
    {
        var visitors = new List<ChatVisitor>();
        foreach (var (text, answer) in Said)
        {
            var visitor = await ChatVisitor.OpenAsync(program);
            visitors.Add(visitor);
            await visitor.SayAsync(text);
            await visitor.HearAsync(answer);
        }

        return new OtherVisitors(visitors);
    }

    public void Dispose()
    {
        foreach (var visitor in visitors)
            visitor.Dispose();
    }
}
