using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Accounts;

/// <summary>The console's cookie: signing in by password, lockout, and other sites' requests.</summary>
public sealed class StaffSignInTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Password = "demo-password-1";

    private readonly ApiClient _visitor = host.Visitor();

    [Fact]
    public async Task Colleague_signs_in_into_a_cookie_no_script_can_read()
    {
        var answer = (await SignInAsync("ada@demo.example", Password)).ShouldBe(200);
        answer["kind"].ShouldBe("staff");
        answer["roles"]!.ShouldContain("admin");
        var cookie = answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().ToLowerInvariant();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        answer.Text.ShouldNotContain(cookie.Split('=', ';')[1]);
    }

    [Fact]
    public async Task Wrong_password_unknown_address_and_customer_are_answered_alike()
    {
        var wrong = (await SignInAsync("bo@demo.example", "not-the-password")).ShouldBeProblem(401, "invalid_credentials");
        foreach (var email in new[] { "nobody@demo.example", "maria@demo.example", "", "not an address" })
        {
            var other = (await SignInAsync(email, Password)).ShouldBeProblem(401, "invalid_credentials");
            other["detail"].ShouldBe(wrong["detail"]);
            other.Headers.Contains("Set-Cookie").ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_thirty_minutes()
    {
        var own = await ApiHost.StartAsync();
        try
        {
            var visitor = own.Visitor();
            Task<Answer> TryAsync(string password) => visitor.PostAsync("auth/staff/sign-in", new { email = "sam@demo.example", password });
            for (var i = 0; i < 4; i++)
                (await TryAsync("wrong-password")).ShouldBeProblem(401, "invalid_credentials");
            (await TryAsync("wrong-password")).ShouldBeProblem(429, "sign_in_locked").ShouldSayWhenToRetry();
            (await TryAsync(Password)).ShouldBeProblem(429, "sign_in_locked").ShouldSayWhenToRetry();
            (await own.StaffAsync("ada")).ShouldNotBeNull();
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    [Fact]
    public async Task Cookie_without_the_header_other_sites_cannot_send_changes_nothing()
    {
        var ada = await host.StaffAsync();
        var forged = ada.WithoutCsrfHeader();
        (await forged.GetAsync("staff/products")).ShouldBe(200);
        (await forged.PutAsync("staff/products/vps-s/stock", new { stock = 0 })).ShouldBeProblem(401, "sign_in_required");
        (await forged.PostAsync("staff/products/vps-s/withdraw")).ShouldBeProblem(401, "sign_in_required");
        (await forged.DeleteAsync("staff/products/vps-s/prices/monthly/USD")).ShouldBeProblem(401, "sign_in_required");
        (await ada.PutAsync("staff/products/vps-s/stock", new { stock = 500 })).ShouldBe(200);
    }

    [Fact]
    public async Task Customers_token_in_the_staff_cookie_is_nobody()
    {
        var email = host.NewEmail();
        (await _visitor.PostAsync("auth/codes", new { email })).ShouldBe(202);
        var session = (await _visitor.PostAsync("auth/sessions", new { email, code = await host.CodeAsync(email) })).ShouldBe(200);
        (await _visitor.WithCookie($"ez_staff={session["accessToken"]}").GetAsync("auth/me")).ShouldBeProblem(401, "sign_in_required");
    }

    [Fact]
    public async Task Signing_out_ends_the_cookies_session_at_once()
    {
        var sam = await host.StaffAsync("sam");
        (await sam.GetAsync("console/conversations/counts")).ShouldBe(200);
        (await sam.PostAsync("auth/sign-out")).ShouldBe(204).Headers.GetValues("Set-Cookie").Single().ShouldContain("expires=Thu, 01 Jan 1970");
        (await sam.GetAsync("console/conversations/counts")).ShouldBeProblem(401, "sign_in_required");
    }

    private Task<Answer> SignInAsync(string email, string password) => _visitor.PostAsync("auth/staff/sign-in", new { email, password });
}
