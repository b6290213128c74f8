using EzSolutions.Application.Conversations;
using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Application.Conversations.Channels.BotFramework;
using EzSolutions.Bot.Texts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using MediatR;

namespace EzSolutions.Bot.Channels.Teams;

/// <summary>What the request is answered with. Replies do not stand in it: they are delivered to the thread.</summary>
internal abstract record TeamsAnswer
{
    private TeamsAnswer()
    {
    }

    public sealed record Taken : TeamsAnswer;

    /// <summary>An invoke's own answer, shown to whoever pressed.</summary>
    public sealed record Shown(int Status, string Type, object Value) : TeamsAnswer;

    /// <summary>An invoke that nobody here knows.</summary>
    public sealed record NotImplemented : TeamsAnswer;

    public sealed record Refused(Error Error) : TeamsAnswer;
}

/// <summary>Takes in an activity whose token vouches for it: persists, acknowledges; what is to be said comes by delivery.</summary>
internal sealed class TeamsReceiver(IMediator mediator, IBotFrameworkConnector connector, TeamsFiles files, TimeProvider time)
{
    private const string MessageType = "application/vnd.microsoft.activity.message";
    private const string ErrorType = "application/vnd.microsoft.error";
    private static readonly Error NoPlace = Error.Validation("activity_incomplete", "The activity needs an id, a conversation, a sender and a recipient.");

    public async Task<TeamsAnswer> ReceiveAsync(TeamsActivity activity, CancellationToken ct)
    {
        var deed = TeamsReader.Read(activity);
        if (deed is TeamsDeed.Nothing)
            return new TeamsAnswer.Taken();
        if (deed is TeamsDeed.Unknown)
            return new TeamsAnswer.NotImplemented();
        if (SenderOf(activity) is not { } sender || activity.Id is not { Length: > 0 } id)
            return new TeamsAnswer.Refused(NoPlace);
        return deed switch
        {
            TeamsDeed.Wrote wrote => await WroteAsync(wrote, sender, activity, id, ct),
            TeamsDeed.Pressed pressed => await PressedAsync(pressed, sender, activity, id, ct),
            TeamsDeed.Arrived => Of(await mediator.Send(new GreetOnChannel(sender), ct)),
            TeamsDeed.Saw saw => Of(await mediator.Send(new RecordReceipt(sender.Channel, sender.Tenant, sender.ThreadKey, saw.MessageId, Read: true), ct)),
            TeamsDeed.Left => Of(await mediator.Send(new MarkChannelBlocked(sender.Channel, sender.Tenant, sender.ThreadKey, null, "The app was removed in Teams."), ct)),
            _ => new TeamsAnswer.Taken(),
        };
    }

    private static ChannelSender? SenderOf(TeamsActivity activity) =>
        activity is { Conversation.Id: { Length: > 0 } thread, From.Id: { Length: > 0 } user, Recipient.Id: { Length: > 0 } bot, ServiceUrl: { } service }
            ? new ChannelSender(
                TeamsChannel.Name, activity.Tenant ?? TeamsChannel.NoTenant, thread, user, activity.From!.Name, activity.IsPrivate,
                new TeamsReference(service, bot).ToJson(), activity.Locale)
            : null;

    private static TeamsAnswer Of<T>(Result<T> result) => result.IsSuccess ? new TeamsAnswer.Taken() : new TeamsAnswer.Refused(result.Error);

    private async Task<TeamsAnswer> WroteAsync(TeamsDeed.Wrote wrote, ChannelSender sender, TeamsActivity activity, string id, CancellationToken ct)
    {
        var (fetched, missing) = await files.FetchAsync(activity.ServiceUrl!, wrote.Files, time, ct);
        var nothingLeft = missing.Count > 0 && fetched.Count == 0 && wrote.Text.Length == 0;
        var received = nothingLeft ? null : await mediator.Send(new ReceiveFromChannel(sender, id, wrote.Text, Files: fetched), ct);
        if (missing.Count > 0)
            await TellAsync(sender, activity, Texts(activity).FilesMissing(missing), ct);
        return received?.Error is { } error ? await RefusedAsync(error, sender, activity, inPlace: false, ct) : new TeamsAnswer.Taken();
    }

    private async Task<TeamsAnswer> PressedAsync(TeamsDeed.Pressed pressed, ChannelSender sender, TeamsActivity activity, string id, CancellationToken ct)
    {
        var received = await mediator.Send(new ReceiveFromChannel(sender, id, null, pressed.Press), ct);
        if (received.Error is { } error)
            return await RefusedAsync(error, sender, activity, pressed.InPlace, ct);
        return pressed.InPlace ? new TeamsAnswer.Shown(200, MessageType, Texts(activity).Got) : new TeamsAnswer.Taken();
    }

    /// <summary>A request that was understood but not taken is acknowledged, and the person is told why: nothing gets lost unnoticed (C06).</summary>
    private async Task<TeamsAnswer> RefusedAsync(Error error, ChannelSender sender, TeamsActivity activity, bool inPlace, CancellationToken ct)
    {
        // Nobody is told in a group about what they did not ask us; and what may work later is tried again by the service.
        if (error.Kind is ErrorKind.Unavailable or ErrorKind.Unauthenticated or ErrorKind.Forbidden)
            return new TeamsAnswer.Refused(error);
        var words = error.Code is "entry_not_found" or "action_not_found" ? Texts(activity).OldButton
            : error.Kind is ErrorKind.Validation or ErrorKind.RateLimited ? BotTexts.For(activity.Locale).Error.Of(error)
            : Texts(activity).NotTakenIn;
        if (inPlace)
            return new TeamsAnswer.Shown(400, ErrorType, new { code = error.Code, message = words });
        await TellAsync(sender, activity, words, ct);
        return new TeamsAnswer.Taken();
    }

    /// <summary>Outside the conversation: there is no entry it could stand on.</summary>
    private Task TellAsync(ChannelSender sender, TeamsActivity activity, string words, CancellationToken ct) =>
        connector.SendAsync(
            activity.ServiceUrl!, sender.ThreadKey,
            TeamsRenderer.Say(words, sender.ThreadKey, sender.UserId, new TeamsReference(activity.ServiceUrl!, activity.Recipient!.Id!)), ct);

    private static TeamsTexts Texts(TeamsActivity activity) => BotTexts.For(activity.Locale).Teams;
}
