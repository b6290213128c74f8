using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Handoff;
using MediatR;

namespace EzSolutions.Application.Conversations.Handoff;

/// <summary>
/// The customer's answer to the rating that was asked for when a person resolved their conversation; once. Errors: survey_not_open, score_out_of_range.
/// </summary>
/// <param name="Score">1 to 5.</param>
[Access(Audience.Visitor | Audience.Customer)]
public sealed record RateConversation(int Score, string? Comment = null) : ICommand<Done>;

internal sealed class RateConversationHandler(IStore store, IActorContext actors, TimeProvider time) : IRequestHandler<RateConversation, Result<Done>>
{
    public async Task<Result<Done>> Handle(RateConversation request, CancellationToken cancellationToken)
    {
        var ct = cancellationToken;
        if (actors.ConversationId() is not { } id)
            return HandoffErrors.SurveyNotOpen;
        var open = await store.ListAsync(
            store.Query<Satisfaction>().Where(s => s.ConversationId == id && s.AnsweredAt == null).OrderByDescending(s => s.AskedAt).Select(s => s.Id).Take(1), ct);
        if (open.Count == 0 || await store.FindLockedAsync<Satisfaction>(open[0], ct) is not { } survey)
            return HandoffErrors.SurveyNotOpen;
        var answered = survey.Answer(request.Score, request.Comment, time.GetUtcNow());
        if (answered.IsSuccess && await store.FindLockedAsync<Conversation>(id, ct) is { } conversation)
            conversation.Rated();
        return answered;
    }
}

/// <summary>Asks for a rating whenever a conversation that a person had answered is resolved.</summary>
internal sealed class AskForRating(IStore store, IIdGenerator ids, TimeProvider time) : IDomainEventHandler<HandoffCompleted>
{
    public async Task HandleAsync(HandoffCompleted happened, CancellationToken ct)
    {
        if (happened.AnsweredBy is not { } staffId)
            return;
        var name = await store.FirstOrDefaultAsync(store.Query<StaffMember>().Where(s => s.Id == staffId).Select(s => s.Name), ct) ?? happened.Staff.Name;
        store.Add(Satisfaction.Ask(new EntryStamp(ids.NewId(), time.GetUtcNow()), happened.ConversationId, new Colleague(staffId, name)));
    }
}
