using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations.Handoff;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Conversations.Handoff;

/// <summary>How customers liked the help of people, of what was asked within the last days.</summary>
/// <param name="Days">1 to 366.</param>
[Access(Audience.Staff)]
public sealed record GetSatisfaction(int Days = 30) : IQuery<SatisfactionView>;

/// <param name="Average">1.0 to 5.0; null without an answer.</param>
/// <param name="Scores">How often 1, 2, 3, 4 and 5 were given.</param>
public sealed record SatisfactionView(
    int Asked, int Answered, double? Average, IReadOnlyList<int> Scores, IReadOnlyList<StaffSatisfaction> Staff, IReadOnlyList<RatingView> Latest);

public sealed record StaffSatisfaction(Guid StaffId, string Name, int Answered, double Average);

public sealed record RatingView(Guid Id, Guid ConversationId, string StaffName, int Score, string? Comment, DateTimeOffset AnsweredAt);

internal sealed class GetSatisfactionValidator : AbstractValidator<GetSatisfaction>
{
    public GetSatisfactionValidator() => RuleFor(r => r.Days).InclusiveBetween(1, 366);
}

internal sealed class GetSatisfactionHandler(IStore store, TimeProvider time) : IRequestHandler<GetSatisfaction, Result<SatisfactionView>>
{
    public async Task<Result<SatisfactionView>> Handle(GetSatisfaction request, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow().AddDays(-request.Days);
        var asked = store.Query<Satisfaction>().Where(s => s.AskedAt >= since);
        var groups = await store.ListAsync(
            asked.Where(s => s.Score != null)
                .GroupBy(s => new { s.StaffId, s.StaffName, s.Score })
                .Select(g => new { g.Key.StaffId, g.Key.StaffName, Score = g.Key.Score!.Value, Count = g.Count() }),
            cancellationToken);
        var latest = await store.ListAsync(
            asked.Where(s => s.Score != null)
                .OrderByDescending(s => s.AnsweredAt)
                .Take(50)
                .Select(s => new RatingView(s.Id, s.ConversationId, s.StaffName, s.Score!.Value, s.Comment, s.AnsweredAt!.Value)),
            cancellationToken);
        var answered = groups.Sum(g => g.Count);
        return new SatisfactionView(
            await store.CountAsync(asked, cancellationToken),
            answered,
            answered == 0 ? null : Round(groups.Sum(g => (double)g.Score * g.Count) / answered),
            [.. Enumerable.Range(1, 5).Select(score => groups.Where(g => g.Score == score).Sum(g => g.Count))],
            [
                .. groups.GroupBy(g => g.StaffId)
                    .Select(g => new StaffSatisfaction(
                        g.Key, g.First().StaffName, g.Sum(x => x.Count), Round(g.Sum(x => (double)x.Score * x.Count) / g.Sum(x => x.Count))))
                    .OrderByDescending(s => s.Average).ThenBy(s => s.Name, StringComparer.Ordinal),
            ],
            latest);
    }

    private static double Round(double average) => Math.Round(average, 2, MidpointRounding.AwayFromZero);
}
