using System.Text.Json.Nodes;
using EzSolutions.Bot.Understanding;
using EzSolutions.Bot.Understanding.Models;

namespace EzSolutions.Bot.Tests.Understanding.Models;

public sealed class ModelToolsTests
{
    [Fact]
    public void C05_No_tool_says_yes_no_or_stop() =>
        ModelTools.All.Select(t => t.Name).ShouldNotContain(name => name == SkillNames.Affirm || name == SkillNames.Deny || name == SkillNames.Cancel || name == SkillNames.Repeat);

    [Fact]
    public void Every_other_skill_is_a_tool_with_a_description()
    {
        ModelTools.All.Count.ShouldBe(SkillNames.All.Count - 4);
        ModelTools.All.Select(t => t.Description).Distinct().Count().ShouldBe(ModelTools.All.Count);
    }

    [Fact]
    public void Schemas_are_strict_and_ask_for_no_code()
    {
        foreach (var tool in ModelTools.All)
        {
            var schema = JsonNode.Parse(tool.Parameters)!.AsObject();
            schema["additionalProperties"]!.GetValue<bool>().ShouldBeFalse();
            var properties = schema["properties"]!.AsObject().Select(p => p.Key).ToList();
            schema["required"]!.AsArray().Select(r => r!.GetValue<string>()).ShouldBe(properties, tool.Name);
            properties.ShouldNotContain(SlotNames.Code);
        }
    }
}
