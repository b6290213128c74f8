using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Conversations;

public static class ConversationErrors
{
    public static readonly Error NotFound =
        Error.NotFound("conversation_not_found", "There is no such conversation.");

    public static readonly Error EntryNotFound =
        Error.NotFound("entry_not_found", "That message is not part of this conversation.");

    public static readonly Error ActionNotFound =
        Error.Validation("action_not_found", "That button is not on the card.");

    public static readonly Error AttachmentNotFound =
        Error.NotFound("attachment_not_found", "There is no such file.");

    public static readonly Error StaffNotFound =
        Error.NotFound("staff_not_found", "There is no such member of staff.");

    public static readonly Error MessageEmpty =
        Error.Validation("message_empty", "Please write something first.");

    public static readonly Error MessageTooLong =
        Error.Validation("message_too_long", "That is too long: a message can have up to 8 KB. Please split it, or attach it as a file.");

    public static readonly Error NameReserved =
        Error.Validation("name_reserved", "That name is reserved. Please choose another one.");

    public static readonly Error IdentityInvalid =
        new("identity_invalid", "The site's word on who you are is not valid (any more). Please reload the page.", ErrorKind.Unauthenticated);

    public static readonly Error IdentityMismatch =
        Error.Forbidden("identity_mismatch", "This conversation belongs to somebody else. Please start a new one.");

    public static readonly Error OwnedByOther =
        Error.Conflict("conversation_owned_by_other", "Somebody else is looking after this conversation now.");

    public static readonly Error NotOwned =
        Error.Conflict("conversation_not_owned", "Take the conversation over before you answer.");

    public static readonly Error Resolved =
        Error.Conflict("conversation_resolved", "This conversation is resolved. Reopen it first.");

    public static readonly Error NotResolved =
        Error.Conflict("conversation_not_resolved", "This conversation is open already.");

    public static readonly Error TooManyConversations = Error.RateLimited(
        "too_many_conversations", "There are too many open conversations from your address. Please try again later.", TimeSpan.FromMinutes(5));

    public static Error TooManyMessages(TimeSpan retryAfter) =>
        Error.RateLimited("too_many_messages", "That was too fast. Please wait a moment before the next message.", retryAfter);
}
