using EzSolutions.Sandbox.Effects;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.Mail;

/// <summary>Every message that was sent, whoever it was for.</summary>
internal sealed class Mailbox(Journal journal, EffectLog effects, TimeProvider clock)
{
    private readonly Table<MailMessage> _messages = journal.Table<MailMessage>("mails");

    public IReadOnlyList<MailMessage> Newest(string? to) => _messages.All().Reverse().Where(m => m.IsTo(to)).ToList();

    public MailMessage? Find(string id) => _messages.Find(id);

    public MailMessage Receive(string from, IReadOnlyList<string> recipients, byte[] raw)
    {
        var parsed = MimeMessage.Parse(raw);
        var message = new MailMessage(
            Guid.CreateVersion7().ToString("N"), recipients, parsed.From.Length > 0 ? parsed.From : from, parsed.Subject, parsed.Text, parsed.Html,
            parsed.Attachments, clock.GetUtcNow());
        journal.Transact(() =>
        {
            _messages.Put(message.Id, message);
            effects.MailSent(new MailEffect(message.Id, recipients, message.Subject, message.ReceivedAt));
        });
        return message;
    }

    public void Clear() => journal.Transact(() =>
    {
        foreach (var message in _messages.All())
            _messages.Remove(message.Id);
    });
}
