using EzSolutions.Bot.Understanding;

namespace EzSolutions.Bot.Tests.Dialogue;

/// <summary>Understands what the script says it does, so that these tests are about the dialogue alone.</summary>
internal sealed class ScriptedRecogniser : IRecogniser
{
    public MessageUnderstanding? Next { get; set; }

    public RecognitionContext? Context { get; private set; }

    public MessageUnderstanding Recognise(string text, RecognitionContext context)
    {
        // Read again without the dialogue (is a person wanted?) it is the same message.
        Context = context.ActiveSkill is null ? Context ?? context : context;
        var understood = Next ?? new MessageUnderstanding([Understood(SkillNames.OutOfScope)]);
        Next = null;
        return understood;
    }

    public static Understood Understood(string skill, double confidence = 0.95, params (string Slot, string Value)[] slots) =>
        new(skill, confidence, slots.ToDictionary(s => s.Slot, s => s.Value), []);
}
