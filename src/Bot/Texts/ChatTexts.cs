using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Common;

namespace EzSolutions.Bot.Texts;

/// <summary>What holds a conversation together.</summary>
internal class ChatTexts
{
    public virtual string Welcome => "Hi! I can help you pick and order a server, check on your services and bills, or get you to a colleague. What do you need?";

    public virtual string WelcomeBack => "Hi again! What can I do for you?";

    public virtual string HelpIntro => "Here is what I can do. Just write in your own words, or pick one:";

    public virtual string YouAreWelcome => "You're welcome! Anything else?";

    public virtual string YouAreWelcomeMeanwhile => "You're welcome!";

    public virtual string Goodbye => "Bye for now! This chat stays open whenever you need it.";

    public virtual string OutOfScope => "That one is beyond me, sorry. I'm good with servers, hosting, orders, bills and tickets, and I can get you a person.";

    public virtual string DidNotGetThat => "Sorry, I didn't quite get that.";

    public virtual string WhatIsTheFile => "Thanks, your file is here; staff can open it. I can't read files myself: tell me in a sentence what it is about, or pick one:";

    public virtual string WhichOne => "I want to get this right. Which do you mean?";

    public virtual string OfferPerson => "I'm not making this easy for you, sorry. Would you rather talk to a person?";

    public virtual string GoingOnWith(string choice) => $"Let's go with {choice} for now; you can still change it.";

    public virtual string Stuck => "Sorry, I couldn't finish that. Nothing was changed or charged. A colleague can help.";

    public virtual string StaleButton => "That button doesn't do anything any more. What would you like to do?";

    public virtual string SettledQuestion => "That question has been settled already, so nothing changed. What would you like to do now?";

    public virtual string NothingToConfirm => "There is nothing waiting for a yes right now. What would you like to do?";

    public virtual string NothingToCancel => "There is nothing in progress to stop, so we're fine.";

    public virtual string NothingToRepeat => "I haven't said anything yet. What can I do for you?";

    public virtual string AnythingElse => "All right. Is there anything else?";

    public virtual string Fine => "All right, we'll leave it.";

    public virtual string WillNot => "All right, I won't do that. Nothing was changed.";

    public virtual string NotNow => "Not now";

    public virtual string ThisTopic => "what we were doing";

    public virtual string WhatToChange => "No problem, nothing has been done. What should I change?";

    public virtual string LeaveIt => "Leave it";

    public virtual string CarryOn => "Carry on";

    public virtual string TalkToPerson => "Talk to a person";

    public virtual string OpenTicket => "Open a ticket";

    public virtual string SeePlans => "See plans";

    public virtual string WhatCanYouDo => "What can you do?";

    public virtual string HandingOver => "I've asked a colleague to join this chat. They answer as soon as somebody is free, right here; you can keep writing meanwhile, and leave and come back.";

    public virtual string PersonAskedFor(string? said) => said is null ? "Asked for a person." : "Asked for a person: " + Show.Short(said, 160);

    public virtual string NotYet(string what) => $"I can't {what} in this chat yet. A colleague can: I can open a ticket with what you wrote, or get you a person now.";

    public virtual string BackTo(string topic) => $"Back to {topic}:";

    public virtual string Cancelled => "All right, we'll leave it there. Nothing was changed or charged.";

    public virtual string WhereWeAre => "Here is where we are:";

    public virtual string OfferResume(string topic) => $"I've put {topic} aside for you. Want to carry on with it?";

    public virtual string Refusal(Error error) => error.Kind switch
    {
        ErrorKind.RateLimited when error.RetryAfter is { } wait => $"{error.Message} You can try again in {Wait(wait)}.",
        ErrorKind.Validation when error.Fields is { Count: > 0 } fields => string.Join(' ', fields.SelectMany(f => f.Value)),
        _ => error.Message,
    };

    public virtual string Wait(TimeSpan wait) => wait switch
    {
        { TotalSeconds: <= 90 } => $"{Show.Number((long)Math.Ceiling(wait.TotalSeconds))} seconds",
        { TotalMinutes: <= 90 } => $"{Show.Number((long)Math.Ceiling(wait.TotalMinutes))} minutes",
        _ => $"{Show.Number((long)Math.Ceiling(wait.TotalHours))} hours",
    };

    /// <summary>What a skill does, as the words of a button.</summary>
    public virtual string Label(string skill) => skill switch
    {
        SkillNames.Greet => "Say hello",
        SkillNames.Help => "What can you do?",
        SkillNames.BrowsePlans => "See plans",
        SkillNames.OrderService => "Order a server or hosting",
        SkillNames.OrderStatus => "My orders",
        SkillNames.CancelOrder => "Cancel an order",
        SkillNames.ListInvoices => "My invoices",
        SkillNames.PayInvoice => "Pay an invoice",
        SkillNames.ExplainCharge => "Explain a charge",
        SkillNames.RefundRequest => "Ask for a refund",
        SkillNames.WalletBalance => "My balance",
        SkillNames.AddFunds => "Add funds",
        SkillNames.ApplyCoupon => "Use a coupon",
        SkillNames.UpdatePaymentMethod => "Change how I pay",
        SkillNames.ServiceStatus => "My services",
        SkillNames.PowerService => "Start, stop or reboot",
        SkillNames.UpgradeService => "Upgrade a service",
        SkillNames.CancelService => "Cancel a service",
        SkillNames.ResetCredentials => "Reset a password",
        SkillNames.BackupService => "Make a backup",
        SkillNames.RestoreBackup => "Restore a backup",
        SkillNames.CheckDomain => "Check a domain",
        SkillNames.RegisterDomain => "Register a domain",
        SkillNames.ListDomains => "My domains",
        SkillNames.RenewDomain => "Renew a domain",
        SkillNames.TransferDomain => "Move a domain to us",
        SkillNames.ManageDns => "Change DNS",
        SkillNames.RequestCertificate => "Get a certificate",
        SkillNames.OpenTicket => "Open a ticket",
        SkillNames.TicketStatus => "My tickets",
        SkillNames.ReplyTicket => "Answer a ticket",
        SkillNames.AskKnowledge => "Ask how something works",
        SkillNames.TalkToHuman => "Talk to a person",
        SkillNames.SignIn => "Sign in",
        SkillNames.SignOut => "Sign out",
        SkillNames.UpdateProfile => "Change my details",
        SkillNames.DataRequest => "My data",
        _ => "Something else",
    };

    /// <summary>Completes "I can't … in this chat yet".</summary>
    public virtual string Doing(string skill) => skill switch
    {
        SkillNames.ExplainCharge => "go through a charge line by line",
        SkillNames.RefundRequest => "make refunds",
        SkillNames.WalletBalance => "look up your balance",
        SkillNames.AddFunds => "add funds",
        SkillNames.ApplyCoupon => "apply coupons",
        SkillNames.UpdatePaymentMethod => "change how you pay",
        SkillNames.UpgradeService => "upgrade or downgrade a service",
        SkillNames.CancelService => "cancel a running service",
        SkillNames.CheckDomain => "look up domain names",
        SkillNames.RegisterDomain => "register domains",
        SkillNames.ListDomains => "list your domains",
        SkillNames.RenewDomain => "renew domains",
        SkillNames.TransferDomain => "transfer domains",
        SkillNames.ManageDns => "change DNS records",
        SkillNames.RequestCertificate => "issue certificates",
        SkillNames.AskKnowledge => "look things up in our help articles",
        SkillNames.UpdateProfile => "change your details",
        SkillNames.DataRequest => "hand out or delete your data",
        _ => "do that",
    };
}
