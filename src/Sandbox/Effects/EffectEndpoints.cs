using EzSolutions.Sandbox.Proxmox;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.Effects;

internal static class EffectEndpoints
{
    public static void MapEffects(this WebApplication app) =>
        app.MapGet("/effects", (HttpContext context, EffectLog effects, Cluster cluster) =>
        {
            cluster.Settle();
            return context.Response.WriteAsJsonAsync(
                new
                {
                    effects.Charges,
                    effects.Refunds,
                    effects.MachinesCreated,
                    effects.MachinesDestroyed,
                    effects.MailsSent,
                    effects.TeamsMessages,
                    effects.SlackMessages,
                },
                Journal.Json,
                context.RequestAborted);
        });
}
