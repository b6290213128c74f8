using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Understanding;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Conversations;

/// <summary>Shows what the bot understands of a message; nothing is done with it.</summary>
internal static class UnderstandEndpoint
{
    public static RouteGroupBuilder MapUnderstanding(this RouteGroupBuilder api)
    {
        api.MapPost("/bot/understand", Understand).WithTags("Bot").WithName("UnderstandMessage")
            .WithSummary("What the bot makes of a message (staff; anybody in Development)");
        return api;
    }

    private static async Task<Results<Ok<UnderstandingAnswer>, ProblemHttpResult>> Understand(
        UnderstandBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new UnderstandMessage(body.Text, body.ConversationId), ct)).ToOk(UnderstandingAnswer.Of);
}

internal sealed record UnderstandBody(string Text, Guid? ConversationId = null);

/// <summary>The main request, and every request found when one message carries several.</summary>
internal sealed record UnderstandingAnswer(
    string Skill, double Confidence, IReadOnlyDictionary<string, string> Slots, IReadOnlyList<Alternative> Alternatives, IReadOnlyList<Understood> Requests)
{
    public static UnderstandingAnswer Of(MessageUnderstanding understanding) => new(
        understanding.First.Skill, understanding.First.Confidence, understanding.First.Slots, understanding.First.Alternatives, understanding.Requests);
}
