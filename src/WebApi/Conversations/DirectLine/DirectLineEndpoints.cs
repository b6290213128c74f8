using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Application.Conversations.DirectLine;
using EzSolutions.Bot.Channels.DirectLine;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace EzSolutions.WebApi.Conversations.DirectLine;

/// <summary>Direct Line 3.0 for its official clients: the same conversations and the same use cases as the widget's.</summary>
internal static class DirectLineEndpoints
{
    private const int LargestActivity = 256 * 1024;

    public static IEndpointRouteBuilder MapDirectLine(this IEndpointRouteBuilder app)
    {
        var line = app.MapGroup("/v3/directline").WithTags("Direct Line").ExcludeFromDescription().RequireCors(DirectLineServices.Cors);
        line.MapPost("/tokens/generate", DirectLineTokenEndpoints.Generate);
        line.MapPost("/tokens/refresh", DirectLineTokenEndpoints.Refresh);
        line.MapPost("/conversations", DirectLineTokenEndpoints.Start);
        line.MapGet("/session/getsessionid", SessionId).AddEndpointFilter<OpenConversationFilter>().RequireCors(DirectLineServices.CorsWithCredentials);
        line.MapGet("/attachments/{id:guid}", DirectLineFiles.Download);

        var conversation = line.MapGroup("/conversations/{conversationId}");
        conversation.MapGet("/stream", app.StreamPipeline());
        var open = conversation.MapGroup("").AddEndpointFilter<OpenConversationFilter>();
        open.MapGet("/", Resume);
        open.MapGet("/activities", Read);
        open.MapPost("/activities", Post).WithMetadata(new RequestSizeLimitAttribute(LargestActivity));
        open.MapPost("/upload", DirectLineFiles.Upload).WithMetadata(new RequestSizeLimitAttribute(DirectLineFiles.LargestUpload));
        return app;
    }

    private static IResult SessionId(HttpContext http) => Results.Json(new { sessionId = http.Caller().Token.ConversationId.ToString("N") });

    /// <summary>A client comes back: the stream goes on after its watermark; without one, with what comes from now on.</summary>
    private static IResult Resume(HttpContext http, DirectLineTokens tokens, DirectLineLinks links, IOptionsMonitor<DirectLineOptions> options, string? watermark = null)
    {
        var (token, state) = http.Caller();
        return Results.Json(DirectLineConversation.Of(token, tokens, links, options.CurrentValue, Watermarks.Read(watermark) ?? state.LastSequence));
    }

    private static async Task<IResult> Read(HttpContext http, DirectLineActivities activities, string? watermark = null)
    {
        var read = await activities.ReadAsync(http.Caller(), Watermarks.Read(watermark) ?? 0, http.RequestAborted);
        return read.IsSuccess ? Results.Json(read.Value.Set, ActivityJson.Options) : DirectLineRefusal.Of(read.Error);
    }

    private static async Task<IResult> Post(HttpContext http, IMediator mediator, IIdGenerator ids)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        if (ActivityReader.Parse(body.GetBuffer().AsSpan(0, (int)body.Length)) is not { } activity || ActivityReader.Read(activity) is not { } meaning)
            return DirectLineRefusal.NoActivity;
        if (meaning is ActivityMeaning.Message && ActivityReader.HasAttachments(activity))
            return DirectLineRefusal.FilesGoToUpload;
        return await http.TakeAsync(mediator, ids, activity, meaning, files: null);
    }
}

/// <summary>Hands a posted activity to the use case that it means.</summary>
internal static class PostedActivities
{
    public static async Task<IResult> TakeAsync(
        this HttpContext http, IMediator mediator, IIdGenerator ids, PostedActivity activity, ActivityMeaning meaning, IReadOnlyList<Guid>? files)
    {
        var conversationId = http.Caller().Token.ConversationId;
        var externalId = ActivityReader.ClientIdOf(activity) ?? ActivityWriter.ServerIdPrefix + ids.NewId().ToString("N");
        switch (meaning)
        {
            case ActivityMeaning.Message message:
                return Answer(conversationId, await mediator.Send(new ReceiveMessage(externalId, message.Text, files), CancellationToken.None));
            case ActivityMeaning.Press press:
                return Answer(conversationId, await mediator.Send(new ReceiveAction(externalId, press.EntryId, press.ActionId, press.Values), CancellationToken.None));
            case ActivityMeaning.Typing:
                await mediator.Send(new SignalTyping(), http.RequestAborted);
                break;
        }
        return Results.Json(new { id = $"{conversationId:N}|{ids.NewId():N}" });
    }

    private static IResult Answer(Guid conversationId, Result<Appended> appended) => appended.IsSuccess
        ? Results.Json(new { id = ActivityWriter.IdOf(conversationId, appended.Value.Sequence) })
        : DirectLineRefusal.Of(appended.Error);
}
