namespace EzSolutions.Bot.Texts;

/// <summary>Linking an account on Teams, Slack and the like.</summary>
internal class LinkTexts
{
    public virtual string Title => "Link your account";

    public virtual string Offer =>
        "Open the link, sign in there with a code we e-mail you, and say yes to the linking. It works for 10 minutes, once. You only do this the first time.";

    public virtual string Open => "Link my account";

    public virtual string Done => "I've linked it";

    public virtual string NewLink => "Send me a new link";

    public virtual string NotLinkedYet => "Your account isn't linked yet. Please open the link I sent and finish there, or take a new one.";

    public virtual string Linked => "Your account is linked and you're signed in.";

    public virtual string Unlink => "Unlink my account";

    public virtual string Unlinked => "Your account is unlinked, and you're signed out here. Your services keep running, of course.";

    public virtual string PrivatelyOnly => "Others can read along here, so let's keep your account out of it. Write to me in a private chat and I'll help you there.";
}
