using EzSolutions.Application.Catalog;
using EzSolutions.Application.Common;
using EzSolutions.Bot.Languages;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using MediatR;

namespace EzSolutions.Bot.Dialogue;

/// <summary>
/// What the bot makes of a message, without doing anything. For staff; for anybody where the installation is open for trying out (Development).
/// </summary>
/// <param name="ConversationId">Staff: reads it as that conversation would at this moment.</param>
[Access(Audience.Anyone)]
public sealed record UnderstandMessage(string Text, Guid? ConversationId = null) : IQuery<MessageUnderstanding>;

/// <param name="OpenToAll">Lets anybody ask, not only staff; for Development.</param>
public sealed record UnderstandingAccess(bool OpenToAll);

internal sealed class UnderstandMessageHandler(
    IRecogniser recogniser, IMediator mediator, IStore store, IActorContext actors, TimeProvider time, UnderstandingAccess access)
    : IRequestHandler<UnderstandMessage, Result<MessageUnderstanding>>
{
    private const int Most = 8192;

    public async Task<Result<MessageUnderstanding>> Handle(UnderstandMessage request, CancellationToken cancellationToken)
    {
        if (actors.Current is not Actor.Staff && !access.OpenToAll)
        {
            return actors.Current is Actor.Visitor ? CommonErrors.SignInRequired : CommonErrors.Forbidden;
        }

        if (string.IsNullOrWhiteSpace(request.Text) || request.Text.Length > Most)
        {
            return Error.Validation("text_invalid", "Send between 1 and 8,192 characters of text.");
        }

        var plans = await mediator.Send(new BrowseProducts(), cancellationToken);
        var context = RecognitionContext.Empty with
        {
            PlanNames = plans.IsSuccess ? [.. plans.Value.Select(p => p.Name)] : [],
            Today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime),
            Language = LanguageDetector.Detect(request.Text, "en") ?? "en",
        };
        if (request.ConversationId is { } id && actors.Current is Actor.Staff)
        {
            var found = await store.FirstOrDefaultAsync(
                store.Query<Conversation>().Where(c => c.Id == id).Select(c => new { c.DialogueState, c.Locale }), cancellationToken);
            var spoken = BotTexts.For(found?.Locale).Code;
            context = InConversation(context with { Language = LanguageDetector.Detect(request.Text, spoken) ?? spoken }, StateCodec.Read(found?.DialogueState).Top);
        }

        return recogniser.Recognise(request.Text, context);
    }

    private static RecognitionContext InConversation(RecognitionContext context, Frame? frame) => frame is null
        ? context
        : context with { ActiveSkill = frame.Skill, ExpectedSlot = frame.Expecting, ChoiceTexts = [.. frame.Choices.Select(c => c.Label)] };
}
