namespace EzSolutions.Bot.Texts;

internal sealed class SignInTexts(Phrases phrases) : TextSection(phrases, "SignIn")
{
    public string NotedMeanwhile => Say();

    /// <summary>A person was wanted, nobody is there, and the ticket that stands in needs an address.</summary>
    public string ForTheTicket => Say();

    public string Topic => Say();

    public string NeededFor(string topic) => Say([("topic", topic)]);

    /// <summary>Where the account may be linked, or others read along: the way is told by what follows.</summary>
    public string NeededHere(string topic) => Say([("topic", topic)]);

    public string AskEmail => Say();

    public string EmailOddLooking(string typed) => Say([("typed", Show.Short(typed, 60))]);

    public string CodeSent(string email) => Say([("email", email)]);

    public string CodeStillValid(string email) => Say([("email", email)]);

    public string AskCodeAgain(string email) => Say([("email", email)]);

    public string NewCode => Say();

    public string OtherEmail => Say();

    public string CodeShape => Say();

    public string CodeWrong => Say();

    public string CodeExpired => Say();

    public string Welcome(string name, bool isNew) => SayOne(isNew ? "New" : "Known", [("name", name)]);

    public string AlreadySignedIn => Say();

    public string SignedOut => Say();

    public string NotSignedIn => Say();
}
