using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Accounts;

/// <summary>One-time codes (rules.md, limits) over REST, read from the mailbox.</summary>
public sealed class OneTimeCodeTests(ApiHost host) : IClassFixture<ApiHost>
{
    private readonly ApiClient _visitor = host.Visitor();

    [Fact]
    public async Task Code_from_the_mail_signs_in_and_makes_the_account()
    {
        var email = host.NewEmail();
        var sent = (await AskAsync(email)).ShouldBe(202).Json;
        (sent.GetProperty("expiresAt").GetDateTimeOffset() - sent.GetProperty("resendAfter").GetDateTimeOffset()).ShouldBe(TimeSpan.FromMinutes(4));
        var session = (await TryAsync(email, await host.CodeAsync(email), "Maria Muster")).ShouldBe(200).Json;

        var me = (await _visitor.WithToken(session.GetProperty("accessToken").GetString()!).GetAsync("auth/me")).ShouldBe(200);
        me["kind"].ShouldBe("customer");
        me["name"].ShouldBe("Maria Muster");
        me["email"].ShouldBe(email);
    }

    [Fact]
    public async Task Wrong_code_is_refused_and_the_right_one_works_after_it()
    {
        var email = host.NewEmail();
        (await AskAsync(email)).ShouldBe(202);
        var code = await host.CodeAsync(email);
        (await TryAsync(email, Other(code))).ShouldBeProblem(400, "code_wrong").Text.ShouldContain("4 tries left");
        (await TryAsync(email, $" {code[..3]} {code[3..]} ")).ShouldBe(200);
    }

    [Fact]
    public async Task Code_works_once_and_only_with_its_own_address()
    {
        var (email, other) = (host.NewEmail(), host.NewEmail());
        (await AskAsync(email)).ShouldBe(202);
        var code = await host.CodeAsync(email);
        (await TryAsync(other, code)).ShouldBeProblem(400, "code_expired");
        (await TryAsync(email, code)).ShouldBe(200);
        (await TryAsync(email, code)).ShouldBeProblem(400, "code_expired");
    }

    [Fact]
    public async Task Five_wrong_tries_lock_the_address_for_thirty_minutes()
    {
        await using var own = new Moved(await ApiHost.StartAsync());
        var email = own.Host.NewEmail();
        (await own.AskAsync(email)).ShouldBe(202);
        var code = await own.Host.CodeAsync(email);
        for (var left = 4; left > 0; left--)
            (await own.TryAsync(email, Other(code))).ShouldBeProblem(400, "code_wrong");

        (await own.TryAsync(email, Other(code))).ShouldBeProblem(429, "sign_in_locked").ShouldSayWhenToRetry();
        (await own.TryAsync(email, code)).ShouldBeProblem(429, "sign_in_locked").ShouldSayWhenToRetry();
        own.Host.Time.Shift += TimeSpan.FromMinutes(29);
        (await own.AskAsync(email)).ShouldBeProblem(429, "sign_in_locked");
        own.Host.Time.Shift += TimeSpan.FromMinutes(1.1);
        (await own.AskAsync(email)).ShouldBe(202);
        (await own.TryAsync(email, await own.Host.CodeAsync(email, earlier: 1))).ShouldBe(200);
    }

    [Fact]
    public async Task Code_expires_after_five_minutes_and_ten_are_sent_an_hour_a_minute_apart()
    {
        await using var own = new Moved(await ApiHost.StartAsync());
        var email = own.Host.NewEmail();
        (await own.AskAsync(email)).ShouldBe(202);
        var first = await own.Host.CodeAsync(email);
        (await own.AskAsync(email)).ShouldBeProblem(429, "code_sent_recently").ShouldSayWhenToRetry();
        own.Host.Time.Shift += TimeSpan.FromMinutes(5.1);
        (await own.TryAsync(email, first)).ShouldBeProblem(400, "code_expired");
        for (var sent = 1; sent < 10; sent++)
        {
            (await own.AskAsync(email)).ShouldBe(202);
            await own.Host.CodeAsync(email, earlier: sent);
            own.Host.Time.Shift += TimeSpan.FromSeconds(61);
        }

        (await own.AskAsync(email)).ShouldBeProblem(429, "too_many_codes").ShouldSayWhenToRetry();
        (await own.Host.MailsAsync(email)).Count.ShouldBe(10);
        own.Host.Time.Shift += TimeSpan.FromHours(1);
        (await own.AskAsync(email)).ShouldBe(202);
    }

    [Fact]
    public async Task New_code_takes_the_old_ones_place()
    {
        await using var own = new Moved(await ApiHost.StartAsync());
        var email = own.Host.NewEmail();
        (await own.AskAsync(email)).ShouldBe(202);
        var first = await own.Host.CodeAsync(email);
        own.Host.Time.Shift += TimeSpan.FromSeconds(61);
        (await own.AskAsync(email)).ShouldBe(202);
        var second = await own.Host.CodeAsync(email, earlier: 1);
        if (first != second)
            (await own.TryAsync(email, first)).ShouldBeProblem(400, "code_wrong");
        (await own.TryAsync(email, second)).ShouldBe(200);
    }

    [Fact]
    public async Task Account_is_made_once_by_32_verifications_at_once()
    {
        var email = host.NewEmail();
        (await AskAsync(email)).ShouldBe(202);
        var code = await host.CodeAsync(email);
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => TryAsync(email, code))));
        answers.Count(a => a.Status == 200).ShouldBe(1);
        answers.Where(a => a.Status != 200).ShouldAllBe(a => a.Status == 400 && a["code"] == "code_expired");
        (await host.ScalarAsync($"SELECT count(*) FROM customers WHERE email = '{email}'")).ShouldBe(1L);
    }

    [Fact]
    public async Task First_code_of_an_address_is_sent_once_when_asked_for_16_times_at_once()
    {
        var email = host.NewEmail();
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => AskAsync(email))));
        answers.Count(a => a.Status == 202).ShouldBe(1);
        answers.Where(a => a.Status != 202).ShouldAllBe(a => a.Status == 429 || a.Status == 409);
        await host.CodeAsync(email);
        (await host.MailsAsync(email)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no-address")]
    [InlineData("a@b@c.example")]
    [InlineData("Maria <maria@customer.example>")]
    [InlineData("maria@customer.example\r\nBcc: eve@customer.example")]
    [InlineData("maria\0@customer.example")]
    public async Task What_is_not_an_address_gets_no_mail(string email)
    {
        (await AskAsync(email)).ShouldBeProblem(400, "email_invalid");
        (await TryAsync(email, "123456")).ShouldBeProblem(400, "email_invalid");
    }

    private static string Other(string code) => (code[0] == '9' ? '0' : (char)(code[0] + 1)) + code[1..];

    private Task<Answer> AskAsync(string email) => _visitor.PostAsync("auth/codes", new { email });

    private Task<Answer> TryAsync(string email, string code, string? name = null) => _visitor.PostAsync("auth/sessions", new { email, code, name });

    /// <summary>A host whose clock is moved: alone, since moving it moves everybody's.</summary>
    private sealed class Moved(ApiHost host) : IAsyncDisposable
    {
        private readonly ApiClient _visitor = host.Visitor();

        public ApiHost Host => host;

        public Task<Answer> AskAsync(string email) => _visitor.PostAsync("auth/codes", new { email });

        public Task<Answer> TryAsync(string email, string code) => _visitor.PostAsync("auth/sessions", new { email, code });

        public async ValueTask DisposeAsync() => await host.DisposeAsync();
    }
}
