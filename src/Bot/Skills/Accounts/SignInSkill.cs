using System.Text.RegularExpressions;
using EzSolutions.Application.Accounts;
using EzSolutions.Application.Conversations.Channels.Linking;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;

namespace EzSolutions.Bot.Skills.Accounts;

/// <summary>Signs in by a one-time code sent by e-mail; from then on the conversation speaks for that customer.</summary>
internal sealed class SignInSkill : ISkill
{
    /// <summary>The address the current code went to.</summary>
    internal const string SentTo = "code_sent_to";

    public string Name => SkillNames.SignIn;

    public IReadOnlyList<Slot> Slots { get; } = [new ChannelAccountSlot(), new EmailSlot(), new CodeSlot()];

    public string Topic(BotTexts texts) => texts.SignIn.Topic;

    public async Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        var verified = await context.SendAsync(new VerifySignInCode(context[SlotNames.Email]!, context[SlotNames.Code]!, Locale: context.Turn.Locale), ct);
        if (verified.IsSuccess)
        {
            context.Turn.SignIn(verified.Value);
            context.Turn.Decide("signed in");
            context.Say(context.Texts.SignIn.Welcome(verified.Value.Name, verified.Value.IsNew));
            return Step.Finish;
        }

        context.Turn.Decide($"refused: {verified.Error.Code}");
        switch (verified.Error.Code)
        {
            case "code_wrong":
                context.Say(context.Texts.SignIn.CodeWrong);
                return Step.Again(SlotNames.Code);
            case "code_expired":
                context.Say(context.Texts.SignIn.CodeExpired);
                return Step.Again(SlotNames.Code, SentTo);
            default:
                return context.Refuse(verified.Error);
        }
    }
}

internal sealed partial class EmailSlot() : Slot(SlotNames.Email)
{
    public override AnswerKind Kind => AnswerKind.Pattern;

    public override string? Find(string text) => Address().Match(text) is { Success: true } match ? match.Value : text.Contains('@', StringComparison.Ordinal) ? text : null;

    public override Task<Step> PromptAsync(SkillContext context, CancellationToken ct)
    {
        if (context.Turn.SignedIn)
        {
            context.Say(context.Texts.SignIn.AlreadySignedIn);
            return Task.FromResult(Step.Finish);
        }

        return Task.FromResult<Step>(new Step.Ask(new Question(context.Texts.SignIn.AskEmail)));
    }

    public override Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct)
    {
        var match = Address().Match(value.Trim());
        if (!match.Success || value.Length > 254)
        {
            return Task.FromResult<SlotReading>(new SlotReading.Refused(context.Texts.SignIn.EmailOddLooking(value)));
        }

        var email = match.Value.ToLowerInvariant();
        if (context[SignInSkill.SentTo] is { } sent && sent != email)
        {
            context.Take(SignInSkill.SentTo);
        }

        return Task.FromResult<SlotReading>(new SlotReading.Taken(email));
    }

    [GeneratedRegex(@"[^\s@<>,;:""()]+@[^\s@<>,;:""()]+\.[^\s@<>,;:""().]{2,}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}

internal sealed partial class CodeSlot() : Slot(SlotNames.Code)
{
    /// <summary>The choice that sends a new code.</summary>
    public const string Resend = "resend";

    private const string OtherAddress = "other";

    public override AnswerKind Kind => AnswerKind.Pattern;

    /// <summary>Six digits, however they are set apart ("123 456"); a word without letters counts too, so that a slip is told as one.</summary>
    public override string? Find(string text)
    {
        var match = Digits().Match(text);
        return match.Success ? match.Groups["code"].Value : text.Length <= 12 && text.Any(char.IsDigit) && !text.Any(char.IsLetter) ? text : null;
    }

    public override async Task<Step> PromptAsync(SkillContext context, CancellationToken ct)
    {
        var texts = context.Texts.SignIn;
        var email = context[SlotNames.Email]!;
        var question = texts.AskCodeAgain(email);
        if (context[SignInSkill.SentTo] != email)
        {
            var sent = await context.SendAsync(new RequestSignInCode(email, context.Turn.Locale), ct);
            switch (sent.Error?.Code)
            {
                case null:
                    question = texts.CodeSent(email);
                    break;
                case "code_sent_recently":
                    question = texts.CodeStillValid(email);
                    break;
                case "email_invalid":
                    context.Take(SlotNames.Email);
                    context.Say(texts.EmailOddLooking(email));
                    return Step.Again();
                default:
                    return context.Refuse(sent.Error);
            }

            context.Set(SignInSkill.SentTo, email);
            context.Turn.Decide("sent a sign-in code");
        }

        return new Step.Ask(new Question(question, [new(Resend, texts.NewCode), new(OtherAddress, texts.OtherEmail)]));
    }

    public override Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct)
    {
        switch (value)
        {
            case Resend:
                context.Take(SignInSkill.SentTo);
                return Task.FromResult<SlotReading>(new SlotReading.Skipped());
            case OtherAddress:
                context.Take(SlotNames.Email);
                context.Take(SignInSkill.SentTo);
                return Task.FromResult<SlotReading>(new SlotReading.Skipped());
        }

        var digits = new string([.. value.Where(char.IsAsciiDigit)]);
        return Task.FromResult<SlotReading>(digits.Length == 6 ? new SlotReading.Taken(digits) : new SlotReading.Refused(context.Texts.SignIn.CodeShape));
    }

    [GeneratedRegex(@"(^|\D)(?<code>\d{3}[\s-]?\d{3})(\D|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Digits();
}

internal sealed class SignOutSkill : ISkill
{
    public string Name => SkillNames.SignOut;

    public async Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        if (context.Turn.Customer is null)
        {
            context.Say(context.Texts.SignIn.NotSignedIn);
            return Step.Finish;
        }

        // Nothing of this customer may wait for, or be repeated to, whoever sits here next.
        var state = context.Turn.State;
        foreach (var frame in state.Frames)
        {
            await FrameRunner.WithdrawAsync(context.Turn, frame, ct);
        }

        state.Frames.RemoveAll(f => f != context.Frame);
        state.Queue.Clear();
        state.Focus.Clear();
        state.Shelved = null;
        state.Said = null;
        state.Done = null;
        state.Settled = null;
        // Still linked, the next message would be signed in again.
        var unlinked = context.Turn.IsOutside && await context.SendAsync(new UnlinkAccount(), ct) is { IsSuccess: true, Value.WasLinked: true };

        context.Turn.SignOut();
        context.Turn.Decide(unlinked ? "unlinked the account" : "signed out");
        context.Say(unlinked ? context.Texts.Link.Unlinked : context.Texts.SignIn.SignedOut);
        return Step.Finish;
    }
}
