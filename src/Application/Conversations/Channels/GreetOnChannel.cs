using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations.Channels;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Conversations.Channels;

/// <summary>Opens somebody's conversation on an outside channel and says hello in it, once: where something was said already, nothing happens.</summary>
[Access(Audience.System)]
public sealed record GreetOnChannel(ChannelSender Sender) : ICommand<Done>;

internal sealed class GreetOnChannelValidator : AbstractValidator<GreetOnChannel>
{
    public GreetOnChannelValidator() => RuleFor(r => r.Sender).SetValidator(new ChannelSenderValidator());
}

internal sealed class GreetOnChannelHandler(ChannelThreads threads, TurnRunner turns) : IRequestHandler<GreetOnChannel, Result<Done>>
{
    public async Task<Result<Done>> Handle(GreetOnChannel request, CancellationToken cancellationToken)
    {
        var thread = await threads.FindOrOpenAsync(request.Sender, cancellationToken);
        return await turns.GreetAsync(thread.ConversationId, cancellationToken);
    }
}

/// <summary>
/// Nothing can be sent to these threads any more (the app was removed, the person blocked us), until the person writes again. One that is not known is
/// no error: channels say so about people who never wrote.
/// </summary>
/// <param name="UserId">Null: everybody's in that thread.</param>
[Access(Audience.System)]
public sealed record MarkChannelBlocked(string Channel, string Tenant, string ThreadKey, string? UserId, string Reason) : ICommand<Done>;

internal sealed class MarkChannelBlockedHandler(IStore store, TimeProvider time) : IRequestHandler<MarkChannelBlocked, Result<Done>>
{
    public async Task<Result<Done>> Handle(MarkChannelBlocked request, CancellationToken cancellationToken)
    {
        var (channel, tenant, key, user) = (request.Channel, request.Tenant, request.ThreadKey, request.UserId);
        var threads = await store.FindAllAsync<ChannelThread>(
            t => t.Channel == channel && t.Tenant == tenant && t.ThreadKey == key && (user == null || t.UserId == user), cancellationToken);
        foreach (var thread in threads)
            thread.Block(request.Reason, time.GetUtcNow());
        return Result.Done;
    }
}
