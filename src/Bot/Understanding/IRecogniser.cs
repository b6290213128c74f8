namespace EzSolutions.Bot.Understanding;

/// <summary>Turns a message into requests. Deterministic, offline, safe for concurrent use; never throws on any text.</summary>
public interface IRecogniser
{
    MessageUnderstanding Recognise(string text, RecognitionContext context);
}
