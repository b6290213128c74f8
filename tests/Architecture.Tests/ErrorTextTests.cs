using System.Text.RegularExpressions;
using EzSolutions.Application.Common.Texts;
using EzSolutions.Architecture.Tests.Rules;
using EzSolutions.Domain.Common;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace EzSolutions.Architecture.Tests;

/// <summary>Every refusal can be told in every language: its code has a text. English errors speak for themselves.</summary>
public sealed partial class ErrorTextTests
{
    public static TheoryData<string> Translations => [.. SpokenLanguages.All.Where(l => l != "en")];

    [Theory]
    [MemberData(nameof(Translations))]
    public void Every_error_code_has_its_text(string language)
    {
        var codes = CodesOf(Assemblies.Domain).Concat(CodesOf(Assemblies.Application)).Distinct().Order().ToList();

        codes.Count.ShouldBeGreaterThan(150);
        codes.Where(c => !LanguageFiles.Own.Of(language).Patterns.ContainsKey($"Error.{c}")).ShouldBeEmpty();
    }

    /// <summary>An error carries no values by name.</summary>
    [Theory]
    [MemberData(nameof(Translations))]
    public void No_text_of_an_error_has_a_hole(string language) => LanguageFiles.Own.Of(language).Patterns
        .Where(p => p.Key.StartsWith("Error.", StringComparison.Ordinal) && p.Value.Holes.Count > 0).Select(p => p.Key).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Translations))]
    public void A_language_has_the_other_texts_of_the_layer_with_the_same_holes(string language)
    {
        var (english, other) = (LanguageFiles.Own.Of("en").Patterns, LanguageFiles.Own.Of(language).Patterns);

        other.Keys.Where(k => !k.StartsWith("Error.", StringComparison.Ordinal)).Order().ShouldBe(english.Keys.Order());
        english.Where(p => !p.Value.Holes.SetEquals(other[p.Key].Holes)).Select(p => p.Key).ShouldBeEmpty();
    }

    [Fact]
    public void A_planted_error_is_found() => CodesOf(Assemblies.Planted).ShouldContain("planted_refusal");

    internal static Error Planted(string why) => Error.Conflict("planted_refusal", $"Refused, because {why}.");

    /// <summary>The snake_case words that stand before each making of an error: its code, since a message is a sentence.</summary>
    private static IEnumerable<string> CodesOf(AssemblyDefinition assembly) =>
        from type in assembly.MainModule.GetTypes()
        from method in type.Methods
        where method.HasBody && type.FullName != typeof(Error).FullName
        from code in CodesOf(method.Body.Instructions)
        select code;

    private static IEnumerable<string> CodesOf(IEnumerable<Instruction> instructions)
    {
        var words = new List<string>();
        foreach (var instruction in instructions)
        {
            if (instruction.OpCode.Code == Code.Ldstr && Word().IsMatch((string)instruction.Operand))
                words.Add((string)instruction.Operand);
            if (instruction.Operand is not MethodReference made || made.DeclaringType.FullName != typeof(Error).FullName || !Makes(made))
                continue;
            if (words.Count > 0)
                yield return words[0];
            words.Clear();
        }
    }

    private static bool Makes(MethodReference called) => called.Name == ".ctor" ? called.Parameters.Count == 3 : called.ReturnType.FullName == typeof(Error).FullName && !called.HasThis;

    [GeneratedRegex("^([a-z]+(_[a-z0-9]+)+|conflict|forbidden)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 500)]
    private static partial Regex Word();
}
