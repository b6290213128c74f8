using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Accounts;

/// <summary>Sessions over REST: rotation, reuse, expiry and revocation.</summary>
public sealed class SessionTests(ApiHost host) : IClassFixture<ApiHost>
{
    private readonly ApiClient _visitor = host.Visitor();

    [Fact]
    public async Task Refresh_token_gets_new_tokens_and_the_old_access_token_stops_working()
    {
        var (access, refresh) = await SignInAsync();
        var renewed = (await RefreshAsync(refresh)).ShouldBe(200);
        renewed["refreshToken"].ShouldNotBe(refresh);
        (await MeAsync(renewed["accessToken"]!)).ShouldBe(200);
        (await MeAsync(access)).ShouldBeProblem(401, "sign_in_required");
    }

    [Fact]
    public async Task Used_refresh_token_ends_the_session_for_whoever_has_it()
    {
        var (_, refresh) = await SignInAsync();
        var renewed = (await RefreshAsync(refresh)).ShouldBe(200);
        (await MeAsync(renewed["accessToken"]!)).ShouldBe(200);

        (await RefreshAsync(refresh)).ShouldBeProblem(401, "session_expired");
        (await MeAsync(renewed["accessToken"]!)).ShouldBeProblem(401, "sign_in_required");
        (await RefreshAsync(renewed["refreshToken"]!)).ShouldBeProblem(401, "session_expired");
    }

    [Fact]
    public async Task Sixteen_refreshes_at_once_give_at_most_one_set_of_tokens()
    {
        var (_, refresh) = await SignInAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => RefreshAsync(refresh))));
        answers.Count(a => a.Status == 200).ShouldBe(1);
        answers.Where(a => a.Status != 200).ShouldAllBe(a => a.Status == 401);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_at_once()
    {
        var (access, refresh) = await SignInAsync();
        (await MeAsync(access)).ShouldBe(200);
        (await _visitor.WithToken(access).PostAsync("auth/sign-out")).ShouldBe(204);
        (await MeAsync(access)).ShouldBeProblem(401, "sign_in_required");
        (await RefreshAsync(refresh)).ShouldBeProblem(401, "session_expired");
        (await _visitor.WithToken(access).PostAsync("auth/sign-out")).ShouldBe(204);
    }

    [Fact]
    public async Task Access_lasts_fifteen_minutes_and_refresh_seven_days()
    {
        var own = await ApiHost.StartAsync();
        try
        {
            var email = own.NewEmail();
            var visitor = own.Visitor();
            (await visitor.PostAsync("auth/codes", new { email })).ShouldBe(202);
            var session = (await visitor.PostAsync("auth/sessions", new { email, code = await own.CodeAsync(email) })).ShouldBe(200);
            own.Time.Shift += TimeSpan.FromMinutes(14);
            (await visitor.WithToken(session["accessToken"]!).GetAsync("orders")).ShouldBe(200);
            own.Time.Shift += TimeSpan.FromMinutes(1.1);
            (await visitor.WithToken(session["accessToken"]!).GetAsync("orders")).ShouldBeProblem(401, "sign_in_required");
            own.Time.Shift += TimeSpan.FromDays(6.9);
            var renewed = (await visitor.PostAsync("auth/refresh", new { refreshToken = session["refreshToken"] })).ShouldBe(200);
            own.Time.Shift += TimeSpan.FromDays(7.1);
            (await visitor.PostAsync("auth/refresh", new { refreshToken = renewed["refreshToken"] })).ShouldBeProblem(401, "session_expired");
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    [Fact]
    public async Task Made_up_tokens_are_nobody()
    {
        (await MeAsync("made-up")).ShouldBeProblem(401, "sign_in_required");
        (await RefreshAsync("made-up")).ShouldBeProblem(401, "session_expired");
        (await RefreshAsync("")).ShouldBeProblem(401, "session_expired");
    }

    private async Task<(string Access, string Refresh)> SignInAsync()
    {
        var email = host.NewEmail();
        (await _visitor.PostAsync("auth/codes", new { email })).ShouldBe(202);
        var session = (await _visitor.PostAsync("auth/sessions", new { email, code = await host.CodeAsync(email) })).ShouldBe(200);
        return (session["accessToken"]!, session["refreshToken"]!);
    }

    private Task<Answer> RefreshAsync(string refreshToken) => _visitor.PostAsync("auth/refresh", new { refreshToken });

    private Task<Answer> MeAsync(string access) => _visitor.WithToken(access).GetAsync("auth/me");
}
