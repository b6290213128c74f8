using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Application.Conversations.Channels.Linking;
using EzSolutions.Domain.Common;
using EzSolutions.WebApi.Common;
using static EzSolutions.WebApi.Common.PlainPage;

namespace EzSolutions.WebApi.Conversations;

/// <summary>The plain pages of an account link; every value is encoded (C08).</summary>
internal static class AccountLinkPage
{
    public static PlainPage Begin(AccountLinkView link, string token) => new(
        StatusCodes.Status200OK,
        $"Link your {ChannelNames.Of(link.Channel)} account",
        $"<p>The {Text(ChannelNames.Of(link.Channel))} account <strong>{Text(link.AccountName)}</strong> asks to be linked to your account here.</p>" +
        "<p>Go on only if that is your own account and you asked for this in the chat a moment ago.</p>" +
        $"<form method=\"post\" action=\"/link/{Url(token)}\"><button type=\"submit\">Yes, that's me</button></form>");

    public static PlainPage AskEmail(AccountLinkView link, string token, string email = "", Error? refused = null) => new(
        refused is null ? StatusCodes.Status200OK : refused.ToProblem().StatusCode,
        "Sign in",
        $"{Problem(refused)}<p>We e-mail you a 6-digit code. No password needed.</p><form method=\"post\" action=\"/link/{Url(token)}/code\">" +
        $"<label for=\"email\">E-mail address</label><input id=\"email\" name=\"email\" type=\"email\" required maxlength=\"254\" autocomplete=\"email\" value=\"{Text(email)}\">" +
        $"<button type=\"submit\">Send me a code</button></form><p>To be linked: {Text(ChannelNames.Of(link.Channel))} account <strong>{Text(link.AccountName)}</strong></p>");

    public static PlainPage AskCode(AccountLinkView link, string token, string email, Error? refused = null) => new(
        refused is null ? StatusCodes.Status200OK : refused.ToProblem().StatusCode,
        "Enter the code, and agree",
        $"{Problem(refused)}<p>If <strong>{Text(email)}</strong> is your address, a code is in your mailbox now. It works for 5 minutes.</p>" +
        $"<form method=\"post\" action=\"/link/{Url(token)}/finish\"><input type=\"hidden\" name=\"email\" value=\"{Text(email)}\">" +
        "<label for=\"code\">6-digit code</label><input id=\"code\" name=\"code\" type=\"text\" inputmode=\"numeric\" autocomplete=\"one-time-code\" required maxlength=\"12\">" +
        $"<label class=\"consent\"><input name=\"consent\" type=\"checkbox\" value=\"yes\" required><span>I agree that the {Text(ChannelNames.Of(link.Channel))} account " +
        $"<strong>{Text(link.AccountName)}</strong> can see and use my account here in a private chat: orders, invoices, services and tickets. I can end this at any time by writing \"unlink my account\" there.</span></label>" +
        "<button type=\"submit\">Link the account</button></form>");

    public static PlainPage Done(AccountLinked linked) => new(
        StatusCodes.Status200OK,
        "Your account is linked",
        $"<p>The {Text(ChannelNames.Of(linked.Channel))} account <strong>{Text(linked.AccountName)}</strong> is linked to <strong>{Text(linked.Email)}</strong>.</p>" +
        "<p>Close this page and go on in the chat.</p>");

    /// <summary>A mail told of a linking that its reader may not have done.</summary>
    public static PlainPage AskToEnd(LinkedAccountView linked, string token) => new(
        StatusCodes.Status200OK,
        $"Unlink the {linked.Channel} account",
        $"<p>An account on {Text(linked.Channel)} is linked to <strong>{Text(linked.Email)}</strong>. Unlinked, it can neither see nor use anything of yours any more.</p>" +
        $"<form method=\"post\" action=\"/unlink/{Url(token)}\"><button type=\"submit\">Unlink it</button></form>");

    public static PlainPage Ended { get; } = new(
        StatusCodes.Status200OK,
        "The account is unlinked",
        "<p>It is signed out everywhere. If somebody else linked it, they had a code from your mailbox: please change its password, and write to us if anything was ordered or changed.</p>");

    public static PlainPage Over(Error error) => new(
        error.Kind is ErrorKind.NotFound ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone, "Nothing was linked", $"<p>{Text(error.Message)}</p>");

    private static string Problem(Error? refused) => refused is null ? "" : $"<p class=\"error\" role=\"alert\">{Text(refused.Message)}</p>";

    private static string Url(string value) => Uri.EscapeDataString(value);
}
