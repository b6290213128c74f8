using EzSolutions.Bot.Understanding;
using EzSolutions.Bot.Understanding.Learning;

namespace EzSolutions.Bot.Tests.Understanding;

public sealed class UnseenPhrasingTests
{
    private static readonly Lazy<Evaluation> BySkill = new(() => Evaluation.Of(Recognition.Recogniser, UnseenTexts.BySkill()));

    [Fact]
    public void Skills_of_unseen_phrasings_are_right_in_19_of_20() => BySkill.Value.IntentAccuracy.ShouldBeGreaterThanOrEqualTo(0.95);

    [Fact]
    public void Unseen_talk_about_other_things_is_turned_away() => BySkill.Value.OutOfScopeRecall.ShouldBeGreaterThanOrEqualTo(0.90);

    [Fact]
    public void Few_unseen_requests_are_turned_away() => BySkill.Value.FalseRejection.ShouldBeLessThanOrEqualTo(0.05);

    [Fact]
    public void Values_in_unseen_phrasings_are_found() => BySkill.Value.SlotF1.ShouldBeGreaterThanOrEqualTo(0.93);

    [Fact]
    public void Confidence_means_what_it_says() => BySkill.Value.CalibrationError.ShouldBeLessThanOrEqualTo(0.05);

    [Fact]
    public void A_second_unseen_set_meets_the_same_targets() => ShouldMeetTheTargets(UnseenTexts.Mixed());

    [Fact]
    public void Bad_typing_of_one_hand_meets_the_same_targets() => ShouldMeetTheTargets(UnseenTexts.Typist());

    [Fact]
    public void Bad_typing_of_another_hand_meets_the_same_targets() => ShouldMeetTheTargets(UnseenTexts.Hurried());

    [Fact]
    public void Every_skill_has_fifteen_unseen_sentences_and_the_rest_of_the_world_a_hundred_and_fifty()
    {
        var counts = UnseenTexts.BySkill().CountBy(sentence => sentence.Skill).ToDictionary();
        foreach (var skill in SkillNames.All) counts[skill].ShouldBeGreaterThanOrEqualTo(skill == SkillNames.OutOfScope ? 150 : 15, skill);
    }

    [Fact]
    public void No_unseen_sentence_longer_than_a_word_or_two_was_trained_on()
    {
        var trained = TrainingFiles.Sentences().Select(sentence => Plain(sentence.Text)).ToHashSet(StringComparer.Ordinal);
        var shared = UnseenTexts.BySkill().Concat(UnseenTexts.Mixed()).Concat(UnseenTexts.Tired()).Concat(UnseenTexts.Typist()).Concat(UnseenTexts.Hurried())
            .Select(sentence => Plain(sentence.Text))
            .Where(text => text.Split(' ').Length > 3 && trained.Contains(text)).ToList();
        shared.ShouldBeEmpty();
    }

    private static void ShouldMeetTheTargets(List<LabelledText> sentences)
    {
        var evaluation = Evaluation.Of(Recognition.Recogniser, sentences);
        evaluation.IntentAccuracy.ShouldBeGreaterThanOrEqualTo(0.95);
        evaluation.OutOfScopeRecall.ShouldBeGreaterThanOrEqualTo(0.90);
        evaluation.FalseRejection.ShouldBeLessThanOrEqualTo(0.05);
        evaluation.SlotF1.ShouldBeGreaterThanOrEqualTo(0.93);
    }

    private static string Plain(string text) => new([.. text.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c == ' ')]);
}
