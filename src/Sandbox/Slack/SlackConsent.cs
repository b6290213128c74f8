using EzSolutions.Sandbox.Pages;

namespace EzSolutions.Sandbox.Slack;

/// <summary>Slack's own page that asks whether an app may be added, and to which workspace.</summary>
internal static class SlackConsent
{
    /// <summary>What the app must ask for, no less, so that everything it does is allowed.</summary>
    public const string Scopes = "app_mentions:read,assistant:write,chat:write,files:read,im:history,im:read,im:write,users:read";

    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);

    public static Task ShowAsync(HttpContext context, SlackStore store, SandboxOptions options)
    {
        if (Refusal(context.Request.Query["client_id"], context.Request.Query["redirect_uri"], options) is { } refusal)
            return RefuseAsync(context, refusal);
        var missing = Scopes.Split(',').Except(context.Request.Query["scope"].ToString().Split(',')).ToList();
        if (missing.Count > 0)
            return RefuseAsync(context, "invalid_scope: without " + string.Join(", ", missing));
        return Page.WriteAsync(context, "Add to Slack · sandbox", Html.Of($"""
            {Page.Bar()}
            <main><section class="card" style="max-width:520px;margin:32px auto"><h1>{options.MerchantName} asks to be added to Slack</h1>
            <p class="soft">It will be able to read and answer direct messages and mentions.</p>
            <form method="post"><input type="hidden" name="redirect_uri" value="{context.Request.Query["redirect_uri"].ToString()}"><input type="hidden" name="client_id" value="{options.SlackClientId}">
            <input type="hidden" name="state" value="{context.Request.Query["state"].ToString()}">
            <label for="team">Workspace</label><select id="team" name="team">{Html.Join(store.Teams.All().Select(t => Html.Of($"<option value=\"{t.Id}\"{(t.Token is null ? new Html(" selected") : Html.Empty)}>{t.Name}</option>")))}</select>
            <p style="margin-top:16px"><button name="answer" value="allow">Allow</button> <button class="plain" name="answer" value="cancel">Cancel</button></p></form></section></main>
            """));
    }

    public static async Task AnswerAsync(HttpContext context, SlackStore store, SandboxOptions options)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var redirect = form["redirect_uri"].ToString();
        if (Refusal(form["client_id"], redirect, options) is { } refusal)
        {
            await RefuseAsync(context, refusal);
            return;
        }

        var answer = form["answer"] == "allow" ? "code=" + Grant(store, form["team"].ToString(), redirect) : "error=access_denied";
        context.Response.Redirect($"{redirect}?{answer}&state={Uri.EscapeDataString(form["state"].ToString())}");
    }

    private static string Grant(SlackStore store, string team, string redirect) => store.Journal.Transact(() =>
    {
        var admin = store.Person(store.Team(team).Id, "admin");
        var grant = new SlackGrant(SlackStore.NewId('c'), team, admin.Id, redirect, store.Now + CodeLife);
        store.Grants.Put(grant.Code, grant);
        return grant.Code;
    });

    private static string? Refusal(string? client, string? redirect, SandboxOptions options) =>
        client != options.SlackClientId ? "invalid_client_id"
        : Uri.TryCreate(redirect, UriKind.Absolute, out var address) && options.AppAddress.IsBaseOf(address) ? null : "bad_redirect_uri";

    private static Task RefuseAsync(HttpContext context, string error) =>
        Page.WriteAsync(context, "Slack · sandbox", Html.Of($"{Page.Bar()}<main><p class=\"alert\">{error}</p></main>"), status: StatusCodes.Status400BadRequest);
}
