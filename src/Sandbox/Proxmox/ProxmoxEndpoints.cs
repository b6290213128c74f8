namespace EzSolutions.Sandbox.Proxmox;

internal static class ProxmoxEndpoints
{
    public static void AddProxmox(this IServiceCollection services) => services.AddSingleton<Cluster>();

    public static void MapProxmox(this WebApplication app)
    {
        var routes = new ProxmoxRoutes(app);
        ClusterCalls.Map(routes);
        NodeCalls.Map(routes);
        MachineCalls.Map(routes);
        PowerCalls.Map(routes);
        SnapshotCalls.Map(routes);
        BackupCalls.Map(routes);
        GuestCalls.Map(routes);
        TaskCalls.Map(routes);
        app.MapFallback("/proxmox/api2/json/{**rest}", ProxmoxRoutes.NotImplementedAsync);
    }
}
