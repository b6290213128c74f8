using System.Net.Http.Json;
using EzSolutions.Application.Provisioning;
using EzSolutions.Contract.Tests.Sandbox;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Infrastructure.Provisioning.Proxmox;
using EzSolutions.Sandbox;
using Microsoft.Extensions.Options;

namespace EzSolutions.Contract.Tests.Provisioning;

public sealed class ProxmoxProvisionerTests : ProvisionerContract, IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<IDisposable> _opened = [];
    private SandboxHost? _sandbox;
    private ProxmoxProvisioner? _provisioner;

    private protected override IProvisioner Provisioner => _provisioner!;

    public async Task InitializeAsync()
    {
        _sandbox = await SandboxHost.StartAsync(
            new SandboxOptions
            {
                EnvironmentName = "Development",
                DataDirectory = _folder.Path,
                AppAddress = new Uri("http://127.0.0.1:9/"),
                TaskDuration = TimeSpan.FromMilliseconds(30),
                GuestBootTime = TimeSpan.FromMilliseconds(30),
            },
            CancellationToken.None);
        _provisioner = Connect(Settings());
    }

    public async Task DisposeAsync()
    {
        _opened.ForEach(o => o.Dispose());
        await _sandbox!.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_refused_token_may_be_put_right_so_it_is_no_final_answer()
    {
        var settings = Settings();
        settings.TokenSecret = "wrong";

        var listed = await Connect(settings).ListAsync(CancellationToken.None);

        listed.Fault.ShouldBeOfType<ProvisionerFault.Unknown>().Reason.ShouldContain("Provisioning:Proxmox:TokenId");
    }

    [Theory]
    [InlineData(500)]
    [InlineData(595)]
    [InlineData(596)]
    [InlineData(599)]
    public async Task P05_an_answer_that_says_nothing_is_unknown(int status)
    {
        await FaultAsync(new { target = "proxmox", match = "clone", kind = "error", status, times = 1 });

        (await CloneAsync(20_600)).Fault.ShouldBeOfType<ProvisionerFault.Unknown>();
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("lost_response")]
    public async Task P05_no_answer_is_unknown(string kind)
    {
        await FaultAsync(new { target = "proxmox", match = "clone", kind, times = 1 });

        (await CloneAsync(20_601)).Fault.ShouldBeOfType<ProvisionerFault.Unknown>();
    }

    [Fact]
    public async Task Nobody_listening_is_unknown_and_throws_nothing()
    {
        var settings = Settings();
        settings.BaseAddress = new Uri("http://127.0.0.1:9/");

        (await Connect(settings).ListAsync(CancellationToken.None)).Fault.ShouldBeOfType<ProvisionerFault.Unknown>();
    }

    [Fact]
    public async Task A_full_storage_inside_the_task_is_told_apart()
    {
        await FaultAsync(new { target = "proxmox", kind = "storage_full", times = 1 });
        var task = (await CloneAsync(20_602)).Value;

        MachineTask? state;
        do
        {
            state = (await Provisioner.CheckTaskAsync(task, CancellationToken.None)).Value;
        }
        while (state is MachineTask.Running);

        state.ShouldBeOfType<MachineTask.Failed>().Fault.ShouldBeOfType<ProvisionerFault.NoRoom>();
    }

    [Fact]
    public async Task A_copy_under_way_is_seen_as_being_made()
    {
        await FaultAsync(new { target = "proxmox", match = "GET .*config", kind = "delay", ms = 0, times = 1 });
        var since = TimeProvider.System.GetUtcNow();
        await CloneAsync(20_603);

        var machine = (await Provisioner.LookAsync(20_603, CancellationToken.None)).Value!;

        // It may have ended between the two calls on a slow machine; then it carries the label.
        (machine.IsBeingMade || machine.LabelledFor is not null).ShouldBeTrue();
        (await Provisioner.IsCloningAsync(since, CancellationToken.None)).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task A_power_task_of_ours_is_found_again()
    {
        var place = await MakeAsync(20_604, Guid.CreateVersion7());
        var since = TimeProvider.System.GetUtcNow();
        var task = (await Provisioner.PowerAsync(place, PowerAction.Start, CancellationToken.None)).Value;

        (await Provisioner.FindPowerTaskAsync(place, PowerAction.Start, since, CancellationToken.None)).Value.ShouldBe(task);
        (await Provisioner.FindPowerTaskAsync(place, PowerAction.Stop, since, CancellationToken.None)).Value.ShouldBeNull();
    }

    [Fact]
    public async Task An_operating_system_without_a_template_is_refused_not_replaced()
    {
        var settings = Settings();
        settings.Template = "";
        settings.Templates["Debian 12"] = "9000";
        var place = new MachinePlace("sandbox", "pve1", 20_605);

        var cloned = await Connect(settings).CloneAsync(new MachineOrder(place, Guid.CreateVersion7(), "a.example.com", "Plan 9"), CancellationToken.None);

        cloned.Fault.ShouldBeOfType<ProvisionerFault.Refused>();
    }

    private Task<ProvisionerResult<string>> CloneAsync(int vmid) => Provisioner.CloneAsync(
        new MachineOrder(new MachinePlace("sandbox", "pve1", vmid), Guid.CreateVersion7(), "web1.example.com", "Debian 12"), CancellationToken.None);

    private async Task FaultAsync(object fault)
    {
        using var http = new HttpClient { BaseAddress = _sandbox!.BaseAddress };
        using var answer = await http.PostAsJsonAsync(new Uri("faults", UriKind.Relative), fault);
        answer.EnsureSuccessStatusCode();
    }

    private ProxmoxOptions Settings() => new()
    {
        BaseAddress = new Uri(_sandbox!.BaseAddress, "proxmox/"),
        TokenId = "ez@pve!automation",
        TokenSecret = "5b1c0000-sandbox-0000-0000-000000000001",
        Cluster = "sandbox",
        Template = "9000",
    };

    private ProxmoxProvisioner Connect(ProxmoxOptions settings)
    {
        var http = new HttpClient(ProxmoxServices.Handler(settings));
        _opened.Add(http);
        ProxmoxServices.Configure(http, settings);
        return new ProxmoxProvisioner(new ProxmoxClient(http), Options.Create(settings));
    }
}
