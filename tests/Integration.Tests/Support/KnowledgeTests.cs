using EzSolutions.Application.Support.Knowledge;
using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Support;

/// <summary>Help articles on the real database, over HTTP: found by questions nobody wrote down, written and taken back by staff, never markup.</summary>
public sealed class KnowledgeTests(ApiHost host) : IClassFixture<ApiHost>
{
    /// <summary>Asked in words that no article was given.</summary>
    private static readonly (string Question, string Slug)[] Asked =
    [
        ("i cant get into my server over ssh, how does that work", "connect-by-ssh"),
        ("how can i generate a key pair for ssh", "use-ssh-keys"),
        ("forgot the password of the server", "reset-server-password"),
        ("the machine stopped responding and nobody reaches our website any more", "server-unreachable"),
        ("why is my vps so slow", "server-slow"),
        ("no space left on the disk", "disk-full"),
        ("can i restore yesterdays backup", "restore-backup"),
        ("how do i open port 8080 in the firewall", "firewall"),
        ("installing nginx with php", "web-server"),
        ("free https certficate with letsencrypt", "certificate"),
        ("which dns records do i need so my domian points to the server", "point-a-domain"),
        ("dns change still shows the old site", "dns-propagation"),
        ("uploading files with filezila", "upload-files"),
        ("migrate wordpress from another provider", "move-wordpress"),
        ("dump and import a mysql database", "database-backup"),
        ("our emails end up in the spam folder", "mail-not-delivered"),
        ("imap and smtp settings for thunderbird", "mailbox-on-phone"),
        ("schedule a script with crontab", "cron-jobs"),
        ("do i need a vps or shared hosting", "choose-a-plan"),
        ("how long until my server is set up after i pay", "order-and-payment"),
        ("what happens if an invoice is not paid in time", "invoices"),
        ("what is your refund policy", "refunds-and-cancelling"),
        ("how is the price of an upgrade calculated in the middle of the month", "upgrade-and-proration"),
        ("how do coupons and discount codes work", "credit-and-coupons"),
        ("why was my service suspended", "suspended-service"),
        ("sign in code never arrives", "account-security"),
        ("can i pay with paypal", "ways-to-pay"),
        ("which payment methods do you take", "ways-to-pay"),
        ("do you accept visa", "ways-to-pay"),
        ("can i send the money by bank transfer", "ways-to-pay"),
    ];

    [Fact]
    public async Task Help_starts_with_at_least_twenty_five_articles()
    {
        var all = (await host.Visitor().GetAsync("knowledge/articles")).ShouldBe(200).Json;
        all.EnumerateArray().Count(a => a.GetProperty("language").GetString() == "en").ShouldBeGreaterThanOrEqualTo(25);
    }

    [Fact]
    public async Task Question_finds_its_article_among_three_and_nine_times_of_ten_first()
    {
        var first = 0;
        foreach (var (question, slug) in Asked)
        {
            var found = (await host.Visitor().GetAsync($"knowledge/search?limit=3&q={Uri.EscapeDataString(question)}")).ShouldBe(200).Json;
            var slugs = found.EnumerateArray().Select(f => f.GetProperty("slug").GetString()!).ToList();
            slugs.ShouldContain(slug, question);
            first += slugs[0] == slug ? 1 : 0;
        }

        first.ShouldBeGreaterThanOrEqualTo(Asked.Length * 9 / 10);
    }

    [Theory]
    [InlineData("can i pay with paypal")]
    [InlineData("do you take crypto")]
    [InlineData("which ways to pay are there?")]
    [InlineData("which ways to pay are there, direct debit?")]
    [InlineData("paypal?")]
    public async Task Question_about_ways_to_pay_is_answered_surely_with_the_ways_there_are(string question)
    {
        var best = (await host.Visitor().GetAsync($"knowledge/search?q={Uri.EscapeDataString(question)}")).ShouldBe(200).Json[0];
        best.GetProperty("slug").GetString().ShouldBe("ways-to-pay");
        best.GetProperty("confidence").GetDouble().ShouldBeGreaterThanOrEqualTo(KnowledgeConfidence.Sure);
        best.GetProperty("text").GetString()!.ShouldContain("by card, with credit in your account, or by bank transfer");
    }

    [Theory]
    [InlineData("what is the capital of australia")]
    [InlineData("recommend a good pizza recipe")]
    [InlineData("who won the football world cup")]
    public async Task Question_about_something_else_is_not_answered_surely(string question)
    {
        var found = (await host.Visitor().GetAsync($"knowledge/search?q={Uri.EscapeDataString(question)}")).ShouldBe(200).Json;
        found.EnumerateArray().ShouldAllBe(f => f.GetProperty("confidence").GetDouble() < KnowledgeConfidence.Sure);
    }

    [Fact]
    public async Task Article_is_drafted_published_edited_and_brought_back()
    {
        var sam = await host.StaffAsync("sam");
        var reader = host.Visitor();
        (await sam.PostAsync("staff/knowledge/articles", Draft("zfs-pools", "Zpool basics", "Run `zpool status` first."))).ShouldBe(201)["state"].ShouldBe("draft");
        (await reader.GetAsync("knowledge/articles/zfs-pools")).ShouldBeProblem(404, "article_not_found");
        (await sam.PostAsync("staff/knowledge/articles", Draft("zfs-pools", "Again", "Again"))).ShouldBeProblem(409, "article_slug_taken");

        (await sam.PostAsync("staff/knowledge/articles/en/zfs-pools/publish")).ShouldBe(200)["publishedVersion"].ShouldBe("1");
        (await reader.GetAsync("knowledge/search?q=zpool")).ShouldBe(200).Json[0].GetProperty("text").GetString().ShouldBe("Run zpool status first.");

        (await sam.PutAsync("staff/knowledge/articles/en/zfs-pools", new { category = "Servers", title = "Zpool basics", body = "Scrub weekly." })).ShouldBe(200)["latestVersion"].ShouldBe("2");
        (await reader.GetAsync("knowledge/articles/zfs-pools")).ShouldBe(200)["body"].ShouldBe("Run `zpool status` first.");
        (await sam.PostAsync("staff/knowledge/articles/en/zfs-pools/publish")).ShouldBe(200);
        (await reader.GetAsync("knowledge/articles/zfs-pools")).ShouldBe(200)["body"].ShouldBe("Scrub weekly.");
        (await sam.PostAsync("staff/knowledge/articles/en/zfs-pools/publish?version=1")).ShouldBe(200);
        (await reader.GetAsync("knowledge/articles/zfs-pools")).ShouldBe(200)["body"].ShouldBe("Run `zpool status` first.");
        (await sam.PostAsync("staff/knowledge/articles/en/zfs-pools/publish?version=9")).ShouldBeProblem(404, "article_version_not_found");
        (await sam.GetAsync("staff/knowledge/articles/en/zfs-pools/versions")).ShouldBe(200).Json.GetArrayLength().ShouldBe(2);

        (await sam.PostAsync("staff/knowledge/articles/en/zfs-pools/archive")).ShouldBe(200)["state"].ShouldBe("archived");
        (await reader.GetAsync("knowledge/search?q=zpool")).ShouldBe(200).Json.EnumerateArray().ShouldAllBe(f => f.GetProperty("slug").GetString() != "zfs-pools");
    }

    [Fact]
    public async Task Article_in_another_language_is_preferred_and_english_stands_in_for_the_rest()
    {
        var sam = await host.StaffAsync("sam");
        (await sam.PostAsync("staff/knowledge/articles", new
        {
            slug = "firewall",
            language = "de",
            article = new { category = "Sicherheit", title = "Firewall einrichten", body = "Erlauben Sie SSH zuerst.", phrasings = new[] { "Port öffnen" } },
        })).ShouldBe(201);
        (await sam.PostAsync("staff/knowledge/articles/de/firewall/publish")).ShouldBe(200);

        var reader = host.Visitor();
        (await reader.GetAsync("knowledge/articles/firewall?lang=de-AT")).ShouldBe(200)["title"].ShouldBe("Firewall einrichten");
        (await reader.GetAsync("knowledge/articles/certificate?lang=de")).ShouldBe(200)["language"].ShouldBe("en");
        (await reader.GetAsync($"knowledge/search?lang=de&q={Uri.EscapeDataString("wie öffne ich einen Port")}")).ShouldBe(200).Json[0].GetProperty("language").GetString().ShouldBe("de");
        (await sam.PostAsync("staff/knowledge/articles/de/firewall/archive")).ShouldBe(200);
    }

    [Fact]
    public async Task Votes_count_once_a_reader_also_when_they_change_their_mind()
    {
        var (one, other) = (await host.CustomerAsync(), await host.CustomerAsync());
        (await one.PostAsync("knowledge/articles/cron-jobs/rating", new { helpful = true })).ShouldBe(204);
        (await one.PostAsync("knowledge/articles/cron-jobs/rating", new { helpful = false })).ShouldBe(204);
        (await one.PostAsync("knowledge/articles/cron-jobs/rating", new { helpful = false })).ShouldBe(204);
        (await other.PostAsync("knowledge/articles/cron-jobs/rating", new { helpful = true })).ShouldBe(204);
        (await one.PostAsync("knowledge/articles/nothing-here/rating", new { helpful = true })).ShouldBeProblem(404, "article_not_found");

        var article = (await one.GetAsync("knowledge/articles/cron-jobs")).ShouldBe(200);
        (article["helpfulCount"], article["notHelpfulCount"]).ShouldBe(("1", "1"));
    }

    [Fact]
    public async Task Unanswered_question_is_counted_without_personal_data_and_answered_from_then_on()
    {
        var reader = host.Visitor();
        foreach (var asked in new[] { "Do you sell llamas? Mail me@person.example or 555 123 4567", "do you sell LLAMAS mail other@person.example or 555 999 9999" })
            (await reader.GetAsync($"/help?q={Uri.EscapeDataString(asked)}")).ShouldBe(200).Text.ShouldContain("noted your question");

        var sam = await host.StaffAsync("sam");
        var question = (await sam.GetAsync("staff/knowledge/questions")).ShouldBe(200).Json.EnumerateArray().Single(q => q.GetProperty("text").GetString()!.Contains("llamas", StringComparison.Ordinal));
        question.GetProperty("times").GetInt32().ShouldBe(2);
        question.GetProperty("text").GetString()!.ShouldNotContain("person.example");
        question.GetProperty("text").GetString()!.ShouldNotContain("4567");

        var id = question.GetProperty("id").GetString();
        (await sam.PostAsync($"staff/knowledge/questions/{id}/answer", new { article = "no-such" })).ShouldBeProblem(404, "article_not_found");
        (await sam.PostAsync($"staff/knowledge/questions/{id}/answer", new { article = "choose-a-plan" })).ShouldBe(204);
        (await reader.GetAsync("knowledge/search?q=llamas")).ShouldBe(200).Json[0].GetProperty("slug").GetString().ShouldBe("choose-a-plan");
        (await sam.GetAsync("staff/knowledge/questions?state=answered")).ShouldBe(200).Text.ShouldContain("choose-a-plan");
    }

    [Fact]
    public async Task Help_page_shows_markup_and_script_in_an_article_as_text_and_no_unsafe_link()
    {
        var sam = await host.StaffAsync("sam");
        (await sam.PostAsync("staff/knowledge/articles", Draft(
            "hostile", "<script>alert(1)</script>", "<img src=x onerror=alert(2)> [click](javascript:alert(3)) ![p](https://elsewhere.example/p.png) [ok](https://ok.example/)"))).ShouldBe(201);
        (await sam.PostAsync("staff/knowledge/articles/en/hostile/publish")).ShouldBe(200);

        var page = (await host.Visitor().GetAsync("/help/hostile")).ShouldBe(200).Text;
        page.ShouldNotContain("<script");
        page.ShouldNotContain("<img");
        page.ShouldNotContain("javascript:");
        page.ShouldContain("href=\"https://ok.example/\"");
        (await sam.PostAsync("staff/knowledge/articles/en/hostile/archive")).ShouldBe(200);
    }

    [Fact]
    public async Task Staff_list_their_articles_page_by_page_by_category_state_language_and_words()
    {
        var sam = await host.StaffAsync("sam");
        foreach (var slug in new[] { "quota-one", "quota-two", "quota-three" })
            (await sam.PostAsync("staff/knowledge/articles", Draft(slug, $"About {slug}", "How much **Quokka** space there is.", "Quotas"))).ShouldBe(201);
        (await sam.PostAsync("staff/knowledge/articles/en/quota-two/publish")).ShouldBe(200);

        var slugs = new List<string?>();
        string? after = null;
        do
        {
            var page = (await sam.GetAsync($"staff/knowledge/articles?limit=2&category=Quotas{(after is null ? "" : $"&after={after}")}")).ShouldBe(200).Json;
            slugs.AddRange(page.GetProperty("items").EnumerateArray().Select(a => a.GetProperty("slug").GetString()));
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (after is not null);

        slugs.ShouldBe(["quota-one", "quota-three", "quota-two"]);
        (await SlugsAsync(sam, "search=QUOKKA&state=draft")).ShouldBe(["quota-one", "quota-three"]);
        (await SlugsAsync(sam, "search=quota-t&lang=en")).ShouldBe(["quota-three", "quota-two"]);
        (await SlugsAsync(sam, "slug=quota-two")).ShouldBe(["quota-two"]);
        (await SlugsAsync(sam, "category=Quotas&lang=hi")).ShouldBeEmpty();
        (await SlugsAsync(sam, "category=Quotas&after=nonsense")).ShouldBeEmpty();
        var heading = (await sam.GetAsync("staff/knowledge/categories")).ShouldBe(200).Json.EnumerateArray().Single(c => c.GetProperty("category").GetString() == "Quotas");
        (heading.GetProperty("articles").GetInt32(), heading.GetProperty("unpublished").GetInt32()).ShouldBe((3, 2));
    }

    [Fact]
    public async Task Table_in_an_article_is_told_in_words_where_no_table_can_be_shown_and_what_to_say_in_quotes()
    {
        var sam = await host.StaffAsync("sam");
        (await sam.PostAsync("staff/knowledge/articles", Draft("xylophones", "Xylophones", "| key | tone |\n| --- | --- |\n| first | **deep** |\n\nSay *play it*."))).ShouldBe(201);
        (await sam.PostAsync("staff/knowledge/articles/en/xylophones/publish")).ShouldBe(200);
        (await host.Visitor().GetAsync("knowledge/search?q=xylophones")).ShouldBe(200).Json[0].GetProperty("text").GetString().ShouldBe("key · tone\nfirst · deep\n\nSay “play it”.");
    }

    [Fact]
    public async Task Wording_of_a_colleague_is_not_written_over_unread()
    {
        var (ada, sam) = (await host.StaffAsync("ada"), await host.StaffAsync("sam"));
        (await sam.PostAsync("staff/knowledge/articles", Draft("two-editors", "Two editors", "First."))).ShouldBe(201);
        (await ada.PutAsync("staff/knowledge/articles/en/two-editors?baseVersion=1", Words("Ada's"))).ShouldBe(200)["latestVersion"].ShouldBe("2");
        (await sam.PutAsync("staff/knowledge/articles/en/two-editors?baseVersion=1", Words("Sam's"))).ShouldBeProblem(409, "article_changed");
        (await sam.GetAsync("staff/knowledge/articles/en/two-editors")).ShouldBe(200)["body"].ShouldBe("Ada's");
        (await sam.PutAsync("staff/knowledge/articles/en/two-editors?baseVersion=2", Words("Both"))).ShouldBe(200)["latestVersion"].ShouldBe("3");

        static object Words(string body) => new { category = "Servers", title = "Two editors", body };
    }

    [Fact]
    public async Task Preview_is_the_help_pages_own_rendering_and_for_staff()
    {
        var sam = await host.StaffAsync("sam");
        var html = (await sam.PostAsync("staff/knowledge/preview", new { body = "# Big\n**bold** <script>alert(1)</script> [x](javascript:alert(2))" })).ShouldBe(200)["html"].ShouldNotBeNull();
        html.ShouldContain("<h2>Big</h2>");
        html.ShouldContain("<strong>bold</strong>");
        html.ShouldNotContain("<script");
        html.ShouldNotContain("javascript:");
        (await host.Visitor().PostAsync("staff/knowledge/preview", new { body = "x" })).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Question_that_was_dismissed_comes_back_when_staff_say_so()
    {
        (await host.Visitor().GetAsync("/help?q=umbrellas+zanzibar")).ShouldBe(200);
        var sam = await host.StaffAsync("sam");
        var id = await IdAsync("open");
        (await sam.PostAsync($"staff/knowledge/questions/{id}/dismiss")).ShouldBe(204);
        (await IdAsync("dismissed")).ShouldBe(id);
        (await sam.PostAsync($"staff/knowledge/questions/{id}/reopen")).ShouldBe(204);
        (await IdAsync("open")).ShouldBe(id);
        (await sam.PostAsync($"staff/knowledge/questions/{Guid.Empty}/reopen")).ShouldBeProblem(404, "question_not_found");

        async Task<string?> IdAsync(string state) => (await sam.GetAsync($"staff/knowledge/questions?state={state}")).ShouldBe(200).Json.EnumerateArray()
            .Single(q => q.GetProperty("text").GetString()!.Contains("umbrellas", StringComparison.Ordinal)).GetProperty("id").GetString();
    }

    [Fact]
    public async Task Only_support_writes_articles()
    {
        var customer = await host.AnyCustomerAsync();
        (await customer.PostAsync("staff/knowledge/articles", Draft("mine", "Mine", "Mine"))).ShouldBeProblem(403, "forbidden");
        (await customer.GetAsync("staff/knowledge/questions")).ShouldBeProblem(403, "forbidden");
        (await host.Visitor().PostAsync("staff/knowledge/starter-articles")).Status.ShouldBe(401);
    }

    private static async Task<IEnumerable<string?>> SlugsAsync(ApiClient staff, string query) =>
        (await staff.GetAsync($"staff/knowledge/articles?{query}")).ShouldBe(200).Json.GetProperty("items").EnumerateArray().Select(a => a.GetProperty("slug").GetString());

    private static object Draft(string slug, string title, string body, string category = "Servers") =>
        new { slug, language = "en", article = new { category, title, body } };
}
