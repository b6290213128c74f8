using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Conversations.Channels;

public static class ChannelErrors
{
    public static readonly Error ThreadNotFound =
        Error.NotFound("channel_thread_not_found", "There is no such conversation on that channel.");

    public static readonly Error DeliveryNotFound =
        Error.NotFound("delivery_not_found", "That message was not sent to an outside channel.");

    public static readonly Error DeliveryNotFailed =
        Error.Conflict("delivery_not_failed", "That message is on its way, or has arrived. Only one that failed can be sent again.");

    public static readonly Error LinkedToOther =
        Error.Conflict("account_linked_to_other", "This chat account is linked to another customer. Unlink it first.");

    public static readonly Error LinkNotFound =
        Error.NotFound("link_not_found", "This link is not valid (any more). Ask for a new one in the chat.");

    public static readonly Error LinkExpired =
        Error.Conflict("link_expired", "This link is too old: it works for 10 minutes. Ask for a new one in the chat.");

    public static readonly Error LinkUsed =
        Error.Conflict("link_used", "This link was used before. Ask for a new one in the chat.");

    public static readonly Error LinkOtherBrowser =
        Error.Conflict("link_other_browser", "This link was opened in another browser. Go on there, or ask for a new one in the chat.");

    public static readonly Error ConsentMissing =
        Error.Validation("consent_missing", "Please agree to the linking first.");
}
