namespace EzSolutions.Bot.Texts;

internal class SignInTexts
{
    public virtual string NotedMeanwhile => "Noted. Let's get you signed in first.";

    public virtual string Topic => "signing in";

    public virtual string NeededFor(string topic) => $"For {topic} I need to know it's you. It takes a minute: I e-mail you a code, no password needed.";

    public virtual string AskEmail => "What's your e-mail address? If you're new here, that makes your account too.";

    public virtual string EmailOddLooking(string typed) => $"\"{Show.Short(typed, 60)}\" doesn't look like an e-mail address. It should be like name@example.com.";

    public virtual string CodeSent(string email) => $"I've sent a 6-digit code to {email}. It works for 5 minutes. What is it?";

    public virtual string CodeStillValid(string email) => $"The code I sent to {email} a moment ago still works. What is it? It may be in your spam folder.";

    public virtual string AskCodeAgain(string email) => $"What's the code I sent to {email}?";

    public virtual string NewCode => "Send a new code";

    public virtual string OtherEmail => "Use another address";

    public virtual string CodeShape => "The code is the 6 digits in the e-mail.";

    public virtual string CodeWrong => "That code isn't right. Have another look at the newest e-mail.";

    public virtual string CodeExpired => "That code is too old by now, so I'm sending you a new one.";

    public virtual string Welcome(string name, bool isNew) => isNew ? "Thanks, you're signed in and your account is ready." : $"Thanks {name}, you're signed in.";

    public virtual string AlreadySignedIn => "You're signed in already. What can I do for you?";

    public virtual string SignedOut => "You're signed out. Your services keep running, of course.";

    public virtual string NotSignedIn => "You aren't signed in, so there's nothing to sign out of.";
}
