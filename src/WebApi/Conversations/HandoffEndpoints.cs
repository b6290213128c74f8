using EzSolutions.Application.Conversations.Handoff;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations.Handoff;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Conversations;

/// <summary>The queue for people: who takes from it, when, and how customers liked it.</summary>
internal static class HandoffEndpoints
{
    public static RouteGroupBuilder MapHandoff(this RouteGroupBuilder api)
    {
        var console = api.MapGroup("/console").WithTags("Console");
        console.MapGet("/desk", GetDesk).WithName("GetDesk").WithSummary("Your own desk: availability, skills, capacity and load");
        console.MapPut("/desk", Switch).WithName("SwitchAvailability").WithSummary("Take conversations from the queue from now on, or no longer");
        console.MapPut("/staff/{id:guid}/desk", StaffDesk).WithName("StaffDesk").WithSummary("A colleague's skills and capacity (administrators)");
        console.MapGet("/hours", GetHours).WithName("GetSupportHours").WithSummary("Opening hours and holidays");
        console.MapPut("/hours", SetHours).WithName("SetSupportHours").WithSummary("Replace opening hours and holidays (administrators)");
        console.MapGet("/satisfaction", Satisfied).WithName("GetSatisfaction").WithSummary("How customers rated the help of people");
        console.MapPost("/outreach", Reach).WithName("ReachOut").WithSummary("Write to a customer first: in their open conversation, else by e-mail");
        var conversations = console.MapGroup("/conversations/{id:guid}");
        conversations.MapPost("/transfer-topic", Transfer).WithName("TransferToTopic").WithSummary("Pass the conversation to people who know a topic");
        conversations.MapPost("/transcript", Send).WithName("SendTranscript").WithSummary("E-mail the conversation to its customer, without notes");
        conversations.MapGet("/dialogue", Dialogue).WithName("GetDialogue").WithSummary("What the bot keeps in mind, secrets covered");
        return api;
    }

    private static async Task<Results<Ok<DeskView>, ProblemHttpResult>> GetDesk(IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetDesk(), ct)).ToOk();

    private static async Task<Results<Ok<DeskView>, ProblemHttpResult>> Switch(AvailabilityBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new SwitchAvailability(body.Available), ct)).ToOk();

    private static async Task<Results<Ok<DeskView>, ProblemHttpResult>> StaffDesk(Guid id, DeskBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new StaffTheDesk(id, body.Skills ?? [], body.Capacity), ct)).ToOk();

    private static async Task<Results<Ok<SupportHoursView>, ProblemHttpResult>> GetHours(IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetSupportHours(), ct)).ToOk();

    private static async Task<Results<Ok<SupportHoursView>, ProblemHttpResult>> SetHours(HoursBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new SetSupportHours(body.TimeZone, body.Week ?? [], body.Holidays ?? []), ct)).ToOk();

    private static async Task<Results<Ok<SatisfactionView>, ProblemHttpResult>> Satisfied(IMediator mediator, CancellationToken ct, int days = 30) =>
        (await mediator.Send(new GetSatisfaction(days), ct)).ToOk();

    private static async Task<Results<Ok<ReachedOut>, ProblemHttpResult>> Reach(OutreachBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ReachOut(body.Email, body.ClientMessageId, body.Text), ct)).ToOk();

    private static Task<Results<Ok<Application.Conversations.Console.ConversationSummary>, ProblemHttpResult>> Transfer(
        Guid id, TopicBody body, IMediator mediator, CancellationToken ct) =>
        ConsoleEndpoints.ChangeAsync(mediator, id, new TransferToTopic(id, body.Topic, body.Note), ct);

    private static async Task<Results<NoContent, ProblemHttpResult>> Send(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new SendTranscript(id), ct)).ToNoContent();

    private static async Task<Results<Ok<Application.Conversations.Console.DialogueView>, ProblemHttpResult>> Dialogue(
        Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Application.Conversations.Console.GetDialogue(id), ct)).ToOk();

    internal sealed record AvailabilityBody(bool Available);

    /// <param name="Skills">general, billing, technical, sales, domains; none is every topic.</param>
    /// <param name="Capacity">1 to 50.</param>
    internal sealed record DeskBody(IReadOnlyList<HandoffTopic>? Skills, int Capacity);

    /// <param name="TimeZone">IANA name, e.g. Europe/Berlin.</param>
    /// <param name="Week">Stretches of a weekday, in minutes since midnight; none is always open.</param>
    internal sealed record HoursBody(string TimeZone, IReadOnlyList<OpeningHours>? Week, IReadOnlyList<Holiday>? Holidays);

    internal sealed record OutreachBody(string Email, string ClientMessageId, string? Text);

    /// <param name="Note">For colleagues alone.</param>
    internal sealed record TopicBody(HandoffTopic Topic, string? Note);
}
