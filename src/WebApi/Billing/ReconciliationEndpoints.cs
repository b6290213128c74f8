using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.Inbox;
using EzSolutions.Application.Billing.Reconciliation;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing.Reconciliation;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Billing;

/// <summary>For staff: whether the books agree, and the inbox of gateways' events.</summary>
internal static class ReconciliationEndpoints
{
    public static RouteGroupBuilder MapReconciliation(this RouteGroupBuilder api)
    {
        var staff = api.MapGroup("/admin/reconciliation").WithTags("Billing (staff)");
        staff.MapPost("/runs", Start).WithName("StartReconciliation").WithSummary("Compare the books now");
        staff.MapGet("/runs", Runs).WithName("ListReconciliationRuns").WithSummary("What was compared and how it ended, all-clears too");
        staff.MapGet("/findings", Findings).WithName("ListFindings").WithSummary("What does not agree, newest first");
        staff.MapPost("/findings/{id:guid}/fix", Fix).WithName("FixFinding").WithSummary("Carry out the one fix of a finding; again changes nothing");

        var inbox = api.MapGroup("/admin/payment-events").WithTags("Billing (staff)");
        inbox.MapGet("/{id:guid}", Inspect).WithName("InspectPaymentEvent").WithSummary("What an event said, secrets and personal data masked");
        inbox.MapPost("/{id:guid}/replay", ReplayOne).WithName("ReplayPaymentEvent").WithSummary("Look at an event again, whatever came of it");
        inbox.MapPost("/replay", Replay).WithName("ReplayPaymentEvents").WithSummary("Look at a range of events again");
        return api;
    }

    private static async Task<Results<Ok<ReconciliationRunView>, ProblemHttpResult>> Start(IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new StartReconciliation(), ct)).ToOk();

    private static async Task<Results<Ok<Page<ReconciliationRunView>>, ProblemHttpResult>> Runs(
        IMediator mediator, CancellationToken ct, int limit = 20, string? after = null) =>
        (await mediator.Send(new ListReconciliationRuns(new PageRequest(limit, after)), ct)).ToOk();

    private static async Task<Results<Ok<Page<FindingView>>, ProblemHttpResult>> Findings(
        IMediator mediator, CancellationToken ct, int limit = 20, string? after = null, Word<FindingState>? state = null) =>
        (await mediator.Send(new ListFindings(new PageRequest(limit, after), state?.Value), ct)).ToOk();

    private static async Task<Results<Ok<FindingView>, ProblemHttpResult>> Fix(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new FixFinding(id), ct)).ToOk();

    private static async Task<Results<Ok<InboxEventView>, ProblemHttpResult>> Inspect(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new InspectInboxEvent(id), ct)).ToOk();

    private static async Task<Results<Ok<InboxEventView>, ProblemHttpResult>> ReplayOne(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ReplayInboxEvent(id), ct)).ToOk();

    private static async Task<Results<Ok<EventsReplayed>, ProblemHttpResult>> Replay(ReplayInboxEvents range, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(range, ct)).ToOk();
}
