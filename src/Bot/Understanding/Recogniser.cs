using EzSolutions.Bot.Understanding.Entities;
using EzSolutions.Bot.Understanding.Learning;
using EzSolutions.Bot.Understanding.Text;

namespace EzSolutions.Bot.Understanding;

/// <summary>The offline recogniser: a trained classifier over words and concepts, grammars for values, rules for the state of the dialogue.</summary>
internal sealed class Recogniser : IRecogniser
{
    private static readonly IReadOnlyDictionary<string, string> NoSlots = new Dictionary<string, string>();
    private static readonly MessageUnderstanding Nothing = new([new Understood(SkillNames.OutOfScope, 1, NoSlots, [])]);

    // "Get rid of it" may mean a server, an order or an account: worth a question.
    private const double PronounConfidence = 0.5;

    private readonly Tokeniser _tokeniser;
    private readonly Segmentation _segmentation;
    private readonly DialogueReading _dialogue;

    public Recogniser(TrainedModel model)
    {
        var lexicon = model.NewLexicon();
        _tokeniser = new Tokeniser(lexicon);
        var classification = new Classification(model, new FeatureExtractor(lexicon));
        _segmentation = new Segmentation(classification);
        _dialogue = new DialogueReading(classification);
    }

    public MessageUnderstanding Recognise(string text, RecognitionContext context)
    {
        var clean = TextCleaner.Clean(text);
        var tokens = _tokeniser.Tokenise(clean);
        if (tokens.Count == 0) return Nothing;
        var scan = EntityExtractor.Extract(clean, tokens, context);
        var polarity = Polarity.Of(scan);
        if (_dialogue.Read(scan, polarity) is { } answer) return new MessageUnderstanding([answer]);

        var requests = new List<Understood>();
        if (polarity.Sign != Sign.None && context.ActiveSkill is not null)
            requests.Add(new Understood(polarity.Sign == Sign.Yes ? SkillNames.Affirm : SkillNames.Deny, 0.9, NoSlots, []));
        foreach (var segment in _segmentation.Split(scan, polarity.End)) requests.Add(Understand(scan, segment));
        return new MessageUnderstanding(WithoutTakenBack(requests));
    }

    private static Understood Understand(Scan scan, Segment segment)
    {
        var reading = segment.Reading;
        var slots = SlotFilling.Fill(scan, segment.First, segment.End, reading.Skill);
        if (FreeText.Of(scan, segment.First, segment.End, reading.Skill) is { } free)
            slots[reading.Skill == SkillNames.AskKnowledge ? SlotNames.Query : SlotNames.Text] = free;
        if (SkillRisk.IsIrreversible(reading.Skill) && slots.ContainsKey(SlotNames.Reference))
            reading = reading with { Confidence = Math.Min(reading.Confidence, PronounConfidence) };
        if (!Negation.IsNegated(scan, segment.First, segment.End, reading.Skill))
            return new Understood(reading.Skill, reading.Confidence, slots, reading.Alternatives);
        slots[SlotNames.Negated] = "true";
        return new Understood(reading.Skill, reading.Confidence, slots, reading.Alternatives);
    }

    // "Don't reboot web1, reboot web2": what is asked for stands, what is refused needs no answer of its own.
    private static List<Understood> WithoutTakenBack(List<Understood> requests)
    {
        if (requests.Exists(request => !request.Slots.ContainsKey(SlotNames.Negated)))
            requests.RemoveAll(request => request.Slots.ContainsKey(SlotNames.Negated));
        return requests;
    }
}
