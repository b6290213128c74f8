using System.Runtime.CompilerServices;

namespace EzSolutions.Application.Common.Texts;

/// <summary>A part of the texts. Each member's text stands under its own name in the language files: <c>Order.PlacedTitle</c>.</summary>
public abstract class TextSection(Phrases phrases, string section)
{
    protected static readonly (string Name, object? Value)[] Nothing = [];

    protected Phrases Phrases => phrases;

    protected string Say([CallerMemberName] string member = "") => phrases.Say($"{section}.{member}", Nothing);

    /// <param name="values">What goes into the text's holes, by name. Numbers are numbers: they decide between singular and plural.</param>
    protected string Say((string Name, object? Value)[] values, [CallerMemberName] string member = "") => phrases.Say($"{section}.{member}", values);

    /// <summary>One of several texts of a member, told apart by a word behind its name: <c>Order.StateName.paid</c>.</summary>
    /// <param name="otherwise">What is said if there is no such text in any language.</param>
    protected string SayOne(string which, string otherwise, (string Name, object? Value)[]? values = null, [CallerMemberName] string member = "")
    {
        var key = $"{section}.{member}.{which}";
        return phrases.Has(key) ? phrases.Say(key, values ?? Nothing) : otherwise;
    }

    /// <summary>The same where every word has its text.</summary>
    protected string SayOne(string which, (string Name, object? Value)[]? values = null, [CallerMemberName] string member = "") =>
        phrases.Say($"{section}.{member}.{which}", values ?? Nothing);
}
