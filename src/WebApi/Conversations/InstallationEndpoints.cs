using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations.Channels;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Conversations;

/// <summary>Where our app is installed; for administrators.</summary>
internal static class InstallationEndpoints
{
    public static RouteGroupBuilder MapInstallations(this RouteGroupBuilder api)
    {
        api.MapGet("/admin/installations", List).WithTags("Channels (staff)").WithName("ListInstallations").WithSummary("Workspaces that installed the app, removed ones too");
        return api;
    }

    private static async Task<Results<Ok<Page<InstallationView>>, ProblemHttpResult>> List(
        IMediator mediator, CancellationToken ct, string? channel = null, int limit = 20, string? after = null) =>
        (await mediator.Send(new ListInstallations(channel, new PageRequest(limit, after)), ct)).ToOk();
}
