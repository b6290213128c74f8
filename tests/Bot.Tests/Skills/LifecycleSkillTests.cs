using EzSolutions.Application.Provisioning;
using EzSolutions.Bot.Tests.Dialogue;
using EzSolutions.Bot.Tests.Understanding;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Bot.Tests.Skills;

/// <summary>Backups and passwords, asked for as customers do, understood by the real recogniser.</summary>
public sealed class LifecycleSkillTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 3, 5, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("please back up web1")]
    [InlineData("can you make a backup of my server before I break something")]
    [InlineData("take a backup of web1 now pls")]
    public async Task A_backup_is_made_without_further_ado(string said)
    {
        var talk = await Owner().Says(said);

        talk.Answer.ShouldContain("I'm backing web1 up");
        talk.Shop.Mediator.SentOf<BackUpService>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            r => r.ServiceId.ShouldBe(talk.Shop.Services[0].Id), r => r.Purpose.ShouldBe(BackupPurpose.Requested));
    }

    [Fact]
    public async Task A_backup_that_makes_another_one_go_is_asked_about_first()
    {
        var talk = Owner();
        for (var i = 0; i < 3; i++)
            talk.Shop.Backups.Add(Shop.Backup(talk.Shop.Services[0].Id, Monday.AddDays(i)));

        await talk.Says("back up web1 please");
        talk.Answer.ShouldContain("Makes room for it: 16 November 2026, 03:05 UTC");
        talk.Shop.Mediator.SentOf<BackUpService>().ShouldBeEmpty();
        await talk.Presses("Yes, back it up");

        talk.Shop.Mediator.SentOf<BackUpService>().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("please restore my server from the backup")]
    [InlineData("i deleted everything, can you restore the last backup of web1?")]
    public async Task A_restore_asks_which_one_says_what_is_lost_and_waits_for_a_yes(string said)
    {
        var talk = Owner();
        talk.Shop.Backups.Add(Shop.Backup(talk.Shop.Services[0].Id, Monday));

        await talk.Says(said);
        talk.Answer.ShouldContain("Which backup of web1");
        await talk.Presses("16 November 2026, 03:05 UTC");
        talk.Answer.ShouldContain("Everything changed since then is lost");
        talk.Shop.Mediator.SentOf<RestoreService>().ShouldBeEmpty();
        await talk.Says("yes");

        talk.Shop.Mediator.SentOf<RestoreService>().ShouldHaveSingleItem()
            .ShouldBe(new RestoreService(talk.Shop.Services[0].Id, talk.Shop.Backups[0].Id));
        talk.Answer.ShouldContain("I'm bringing the backup of web1 back");
    }

    [Fact]
    public async Task A_no_restores_nothing()
    {
        var talk = Owner();
        talk.Shop.Backups.Add(Shop.Backup(talk.Shop.Services[0].Id, Monday));
        await talk.Says("restore a backup of web1");
        await talk.Presses("16 November 2026, 03:05 UTC");

        await talk.Says("no, don't");

        talk.Shop.Mediator.SentOf<RestoreService>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_there_is_no_backup_one_is_offered()
    {
        var talk = await Owner().Says("restore the backup of web1");

        talk.Answer.ShouldContain("no backup of web1 yet");
        talk.Buttons.ShouldBe(["Make a backup", "Talk to a person"]);
        await talk.Presses("Make a backup");
        talk.Shop.Mediator.SentOf<BackUpService>().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("i forgot the root password of web1, can you reset it")]
    [InlineData("I need a new root password for my server")]
    public async Task A_new_password_is_confirmed_and_never_said(string said)
    {
        var talk = await Owner().Says(said);
        talk.Answer.ShouldContain("Set a new root password for web1?");
        talk.Answer.ShouldContain("restarts");
        talk.Shop.Mediator.SentOf<ResetServicePassword>().ShouldBeEmpty();

        await talk.Presses("Yes, set a new one");

        talk.Shop.Mediator.SentOf<ResetServicePassword>().ShouldHaveSingleItem().ServiceId.ShouldBe(talk.Shop.Services[0].Id);
        talk.Answer.ShouldContain("link here that shows it once");
    }

    [Fact]
    public async Task A_refusal_is_told_with_a_way_on()
    {
        var talk = Owner();
        talk.Shop.Mediator.On<BackUpService, Result<BackupView>>(_ => ServiceErrors.Suspended([SuspensionReason.NonPayment]));

        await talk.Says("back up web1");

        talk.Answer.ShouldContain("an invoice is overdue");
        talk.Buttons.ShouldContain("Talk to a person");
    }

    private static Talk Owner()
    {
        var talk = new Talk(signedIn: true, recogniser: Recognition.Recogniser);
        talk.Shop.Services.Add(Shop.Service("web1"));
        return talk;
    }
}
