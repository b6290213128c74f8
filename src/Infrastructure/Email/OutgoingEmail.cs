using EzSolutions.Domain.Common;

namespace EzSolutions.Infrastructure.Email;

/// <summary>A message to be sent, kept until it is. The model is sealed: it may hold a one-time code.</summary>
internal sealed class OutgoingEmail : Aggregate
{
    public OutgoingEmail(Guid id, string to, string template, byte[] sealedModel, string locale, Guid? attachedDocumentId, DateTimeOffset now)
        : base(id)
    {
        To = to;
        Template = template;
        SealedModel = sealedModel;
        Locale = locale;
        AttachedDocumentId = attachedDocumentId;
        CreatedAt = now;
    }

    private OutgoingEmail()
    {
    }

    public string To { get; private set; } = string.Empty;

    public string Template { get; private set; } = string.Empty;

    /// <summary>Null once it was sent.</summary>
    public byte[]? SealedModel { get; private set; }

    /// <summary>BCP 47 tag of the language it is written in; its amounts and days are written already.</summary>
    public string Locale { get; private set; } = "en";

    /// <summary>Printed and attached when it is sent.</summary>
    public Guid? AttachedDocumentId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    public void MarkSent(DateTimeOffset now)
    {
        SentAt = now;
        SealedModel = null;
    }
}
