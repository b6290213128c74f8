using EzSolutions.Application.Common.Texts;
using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Application.Conversations.Channels.Linking;
using EzSolutions.Domain.Common;
using EzSolutions.WebApi.Common;
using static EzSolutions.WebApi.Common.PlainPage;

namespace EzSolutions.WebApi.Conversations;

/// <summary>The plain pages of an account link, in the language of the chat that the link was sent to; every value is encoded (C08).</summary>
internal static class AccountLinkPage
{
    public static PlainPage Begin(Phrases words, AccountLinkView link, string token) => Page(
        words,
        words.Say("Link.beginTitle", [Channel(link)]),
        $"<p>{words.SayHtml("Link.begin", Channel(link), Account(link.AccountName))}</p><p>{words.SayHtml("Link.onlyYours")}</p>" +
        $"<form method=\"post\" action=\"/link/{Url(token)}\"><button type=\"submit\">{words.SayHtml("Link.itsMe")}</button></form>");

    public static PlainPage AskEmail(Phrases words, AccountLinkView link, string token, string email = "", Error? refused = null) => Page(
        words,
        words.Say("Link.signIn", []),
        $"{Problem(words, refused)}<p>{words.SayHtml("Link.weMail")}</p><form method=\"post\" action=\"/link/{Url(token)}/code\">" +
        $"<label for=\"email\">{words.SayHtml("Link.email")}</label><input id=\"email\" name=\"email\" type=\"email\" required maxlength=\"254\" autocomplete=\"email\" value=\"{Text(email)}\">" +
        $"<button type=\"submit\">{words.SayHtml("Link.sendCode")}</button></form><p>{words.SayHtml("Link.toBeLinked", Channel(link), Account(link.AccountName))}</p>",
        refused);

    public static PlainPage AskCode(Phrases words, AccountLinkView link, string token, string email, Error? refused = null) => Page(
        words,
        words.Say("Link.codeTitle", []),
        $"{Problem(words, refused)}<p>{words.SayHtml("Link.codeSent", Email(email))}</p>" +
        $"<form method=\"post\" action=\"/link/{Url(token)}/finish\"><input type=\"hidden\" name=\"email\" value=\"{Text(email)}\">" +
        $"<label for=\"code\">{words.SayHtml("Link.code")}</label><input id=\"code\" name=\"code\" type=\"text\" inputmode=\"numeric\" autocomplete=\"one-time-code\" required maxlength=\"12\">" +
        $"<label class=\"consent\"><input name=\"consent\" type=\"checkbox\" value=\"yes\" required><span>{words.SayHtml("Link.consent", Channel(link), Account(link.AccountName))}</span></label>" +
        $"<button type=\"submit\">{words.SayHtml("Link.link")}</button></form>",
        refused);

    public static PlainPage Done(Phrases words, AccountLinked linked) => Page(
        words,
        words.Say("Link.doneTitle", []),
        $"<p>{words.SayHtml("Link.done", ("channel", ChannelNames.Of(linked.Channel)), Account(linked.AccountName), Email(linked.Email))}</p><p>{words.SayHtml("Link.goOn")}</p>");

    /// <summary>A mail told of a linking that its reader may not have done.</summary>
    public static PlainPage AskToEnd(Phrases words, LinkedAccountView linked, string token) => Page(
        words,
        words.Say("Link.unlinkTitle", [("channel", linked.Channel)]),
        $"<p>{words.SayHtml("Link.unlink", ("channel", linked.Channel), Email(linked.Email))}</p>" +
        $"<form method=\"post\" action=\"/unlink/{Url(token)}\"><button type=\"submit\">{words.SayHtml("Link.unlinkIt")}</button></form>");

    public static PlainPage Ended(Phrases words) => Page(words, words.Say("Link.endedTitle", []), $"<p>{words.SayHtml("Link.ended")}</p>");

    public static PlainPage Over(Phrases words, Error error) => new(
        error.Kind is ErrorKind.NotFound ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone, words.Language, words.Say("Link.overTitle", []), $"<p>{Text(words.Of(error))}</p>");

    private static PlainPage Page(Phrases words, string title, string body, Error? refused = null) =>
        new(refused is null ? StatusCodes.Status200OK : refused.ToProblem().StatusCode, words.Language, title, body);

    private static string Problem(Phrases words, Error? refused) => refused is null ? "" : $"<p class=\"error\" role=\"alert\">{Text(words.Of(refused))}</p>";

    private static (string Name, object? Value) Channel(AccountLinkView link) => ("channel", ChannelNames.Of(link.Channel));

    private static (string Name, object? Value) Account(string name) => ("account", new Strong(name));

    private static (string Name, object? Value) Email(string email) => ("email", new Strong(email));

    private static string Url(string value) => Uri.EscapeDataString(value);
}
