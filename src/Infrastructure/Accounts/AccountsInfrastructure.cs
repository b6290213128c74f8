using EzSolutions.Application.Accounts;
using EzSolutions.Application.Accounts.Sessions;
using EzSolutions.Application.Common;
using EzSolutions.Infrastructure.Common.Live;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Accounts;

public static class AccountsInfrastructure
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddIdentityCore<AppUser>(options =>
            {
                // rules.md, limits: locked for 30 minutes after 5 failures.
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(30);
                options.User.RequireUniqueEmail = true;
                options.User.AllowedUserNameCharacters = string.Empty;
                options.Password.RequiredLength = 12;
                options.Password.RequireNonAlphanumeric = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireDigit = false;
            })
            .AddEntityFrameworkStores<AppDbContext>();
        services.AddScoped<IUserDirectory, UserDirectory>();
        services.AddHostedService<SessionRevocations>();

        // Keys in the database: every node opens what another has protected (design.md §1).
        services.AddDataProtection().SetApplicationName("ez-solutions");
        services.AddSingleton<IXmlRepository, DataProtectionKeys>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options =>
            {
                options.XmlRepository = provider.GetRequiredService<IXmlRepository>();
                options.XmlEncryptor = new SealedKeyEncryptor(provider.GetRequiredService<ISecretProtector>());
            }));
        return services;
    }

    /// <summary>Drops a revoked session from this node's memory as soon as any node revokes it (C04).</summary>
    private sealed class SessionRevocations(ILiveSubscriptions subscriptions, SessionCache cache) : IHostedService
    {
        private IDisposable? _subscription;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            _subscription = subscriptions.Subscribe("sessions", payload =>
            {
                if (Guid.TryParse(payload, out var sessionId))
                {
                    cache.Forget(sessionId);
                }

                return Task.CompletedTask;
            });
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            _subscription?.Dispose();
            return Task.CompletedTask;
        }
    }
}
