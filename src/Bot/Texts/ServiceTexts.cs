using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Bot.Texts;

internal sealed class ServiceTexts(Phrases phrases, Show show) : TextSection(phrases, "Service")
{
    public string Topic => Say();

    public string PowerTopic => Say();

    public string None => Say();

    public string Title => Say();

    public string AskWhich => Say();

    public string AskAction(string service) => Say([("service", service)]);

    public string NotFound(string typed) => Say([("typed", Show.Short(typed, 60))]);

    public string Status => Say();

    public string Address => Say();

    public string Plan => Say();

    public string Specs => Say();

    public string System => Say();

    public string Region => Say();

    public string NextDue => Say();

    public string CostsOn(Money price, DateOnly day) => Say([("price", show.Amount(price)), ("day", show.Day(day))]);

    public string Details => Say();

    public string Credentials => Say();

    public string CredentialsHint => Say();

    public string StateName(string state, string observed) => state switch
    {
        "active" when observed is "running" or "stopped" => SayOne(observed),
        "active" when observed == "provisioning" => SayOne("pending"),
        _ => SayOne(state, otherwise: state),
    };

    public string ActionLabel(string action) => SayOne(action, otherwise: action);

    public string NotPossible(string service, string state, IReadOnlyList<string> possible) => SayOne(
        possible.Count == 0 ? "Nothing" : "Others", [("service", service), ("state", state), ("possible", show.List([.. possible.Select(ActionLabel)]))]);

    public string ConfirmTitle(PowerAction action, string service) => SayOne(action.ToString(), [("service", service)]);

    public string ConfirmText(PowerAction action) => action is PowerAction.Start ? string.Empty : SayOne(action.ToString());

    public string ConfirmButton(PowerAction action) => SayOne(action.ToString());

    public string Asked(PowerAction action, string service) => SayOne(action.ToString(), [("service", service)]);

    public string Finished(PowerAction action, string service) => SayOne(action.ToString(), [("service", service)]);

    public string NotFinished(PowerAction action, string service, string failure) => SayOne(action.ToString(), [("service", service), ("failure", failure)]);

    public string TryAgain => Say();

    public string ProgressTitle(string service) => Say([("service", service)]);

    public string ProgressText(string state) => SayOne(state is "retrying" or "failed" or "done" ? state : "running");

    /// <param name="english">For a step that is new.</param>
    public string Step(string? code, string english) => code is null ? english : SayOne(code, otherwise: english);

    public string ReadyTitle(string service) => Say([("service", service)]);

    public string ReadyText(string? address, bool once) => SayOne(address is null ? "Plain" : once ? "Password" : "Key", [("address", address)]);

    public string Failed(string? service) => SayOne(service is null ? "Unnamed" : "Named", [("service", service)]);
}
