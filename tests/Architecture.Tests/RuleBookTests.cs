using EzSolutions.Architecture.Tests.Rules;

namespace EzSolutions.Architecture.Tests;

public sealed class RuleBookTests
{
    private const string Row = "| M01 amounts are whole | `Money` |";

    private static readonly RuleBook Planted = new("class Money; // M01", "void M01_Amounts_are_whole() { }");

    [Fact]
    public void Every_rule_has_one_row_and_each_row_points_to_code_and_tests_that_exist() => RuleBook.Read().Problems(RuleBook.Document).ShouldBeEmpty();

    [Fact]
    public void A_good_row_is_no_problem() => Of(Row).ShouldBeEmpty();

    [Theory]
    [InlineData("| M01 amounts are whole | `Coins` |", "names Coins")]
    [InlineData("| M02 entries balance | a trigger |", "M02 is quoted nowhere")]
    [InlineData("| M02 entries balance | a trigger |", "M02 is in no test's name")]
    [InlineData("| M01 amounts are whole | `Money` |\n| M01 amounts are whole | `Money` again |", "more than once")]
    public void A_row_that_points_nowhere_is_noticed(string rows, string problem) => Of(rows).ShouldContain(p => p.Contains(problem, StringComparison.Ordinal));

    [Fact]
    public void A_rule_without_a_row_is_noticed() => Planted.Problems("").ShouldContain("M01 has no row");

    private static IEnumerable<string> Of(string rows) => Planted.Problems(rows).Where(p => !p.EndsWith("has no row", StringComparison.Ordinal));
}
