using System.Text;
using EzSolutions.Bot.Understanding;

namespace EzSolutions.Bot.Tests.Understanding;

public sealed class HostileTextTests
{
    public static TheoryData<string, string> Texts() => new()
    {
        { "empty", "" },
        { "spaces", " \t\r\n " },
        { "nulls", "\0\0\0" },
        { "nulls inside", "re\0boot \0my server" },
        { "control characters", new string([.. Enumerable.Range(1, 31).Select(i => (char)i)]) },
        { "emoji only", "😀🎉🚀👩‍👩‍👧‍👦" },
        { "lone surrogates", "\ud800\udc00 \ud800 \udfff x" },
        { "right to left", "\u202eمرحبا بالعالم\u202c" },
        { "hebrew", "שלום, אני רוצה שרת" },
        { "combining marks", "h" + new string('\u0301', 3000) },
        { "8 KB of one letter", new string('a', 8192) },
        { "8 KB of noise", string.Join(' ', Enumerable.Range(0, 1000).Select(i => $"zq{i}xv")) },
        { "8 KB of requests", string.Concat(Enumerable.Repeat("reboot my vps and ", 460)) },
        { "100 KB", new string('x', 100_000) },
        { "dots", new string('.', 8000) },
        { "dotted", string.Concat(Enumerable.Repeat("a.", 4000)) },
        { "ats", string.Concat(Enumerable.Repeat("a@b.", 2000)) },
        { "digits", new string('9', 8000) },
        { "grouped digits", string.Concat(Enumerable.Repeat("1,", 4000)) },
        { "money", string.Concat(Enumerable.Repeat("$1 ", 2500)) },
        { "huge sizes", "order a vps with 99999999999999 gb and 2147483647 tb" },
        { "years", "register a.com for 2147483647 years" },
        { "expanding ligatures", new string('\ufdfa', 8192) },
        { "brackets", "((((([[[[{{{{<<<<" },
        { "html", "<script>alert('x')</script>" },
        { "numbers alone", "0" },
        { "negative", "-1" },
        { "invoice zero", "pay INV-0000-000000" },
        { "colons", "::::" },
        { "slashes", "https://" },
        { "dashes", "- - -- ---" },
        { "ampersands", "&&&&" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void No_text_breaks_the_recogniser(string what, string text)
    {
        foreach (var context in new[]
                 {
                     RecognitionContext.Empty, Recognition.Customer,
                     Recognition.Customer with { ActiveSkill = SkillNames.OrderService, ExpectedSlot = SlotNames.RamGb, ChoiceTexts = ["", "x", "VPS S"] },
                     Recognition.Customer with { ActiveSkill = SkillNames.OpenTicket, ExpectedSlot = SlotNames.Text },
                     Recognition.Customer with { PlanNames = ["", " ", "-"], ServiceNames = ["", ".", "a."] },
                 })
        {
            var requests = Recognition.Recogniser.Recognise(text, context).Requests;
            requests.Count.ShouldBeInRange(1, 13, what);
            requests.ShouldAllBe(request => SkillNames.All.Contains(request.Skill) && request.Confidence >= 0 && request.Confidence <= 1);
        }
    }

    [Fact]
    public void Null_is_an_empty_message() => Recognition.Recogniser.Recognise(null!, RecognitionContext.Empty).First.Skill.ShouldBe(SkillNames.OutOfScope);

    [Fact]
    public void Random_text_of_every_kind_is_survived()
    {
        var random = new Random(20260615);
        var text = new StringBuilder();
        for (var round = 0; round < 400; round++)
        {
            text.Clear();
            for (var i = random.Next(60); i >= 0; i--) text.Append((char)(random.Next(4) == 0 ? random.Next(0x10000) : random.Next(32, 127)));
            Should.NotThrow(() => Recognition.Recogniser.Recognise(text.ToString(), Recognition.Customer), text.ToString());
        }
    }

    [Fact]
    public void Work_does_not_grow_with_the_noise()
    {
        var noise = string.Join(' ', Enumerable.Range(0, 2000).Select(i => $"rebbotting{i}"));
        Recognition.Recogniser.Recognise(noise, Recognition.Customer);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Recognition.Recogniser.Recognise(noise, Recognition.Customer);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000_000);
    }

    [Fact]
    public void Hidden_characters_do_not_hide_a_request()
    {
        Recognition.First("re\u200bboot my ser\u00adver").Skill.ShouldBe(SkillNames.PowerService);
        Recognition.First("ｒｅｂｏｏｔ my server").Skill.ShouldBe(SkillNames.PowerService);
    }

    [Fact]
    public void The_same_text_is_understood_the_same_by_many_at_once()
    {
        string Describe(string text) => string.Join('|', Recognition.Read(text).Requests.Select(r => $"{r.Skill} {r.Confidence} {string.Join(',', r.Slots)}"));
        string[] texts = ["reboot my vps and send me the last invoice", "order vps m yearly", "what's the weather", "is example.com free?"];
        var expected = texts.Select(Describe).ToArray();
        Parallel.For(0, 400, i => Describe(texts[i % texts.Length]).ShouldBe(expected[i % texts.Length]));
    }
}
