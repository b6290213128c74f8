using EzSolutions.Application.Common;
using EzSolutions.Application.Common.Pipeline;
using EzSolutions.Infrastructure.Common.Jobs;
using EzSolutions.Infrastructure.Common.Live;
using EzSolutions.Infrastructure.Common.Persistence;
using EzSolutions.Infrastructure.Common.Secrets;
using EzSolutions.Infrastructure.Common.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;
using Quartz;

namespace EzSolutions.Infrastructure.Common;

public static class InfrastructureServices
{
    /// <summary>Database, unit of work, jobs, live feed and secrets: what every feature stands on.</summary>
    /// <param name="connectionString">PostgreSQL 15 or newer.</param>
    public static IServiceCollection AddInfrastructureCore(this IServiceCollection services, IConfiguration configuration, string connectionString)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IIdGenerator, IdGenerator>();
        services.AddSingleton(_ => new NpgsqlDataSourceBuilder(WithPreparedStatements(connectionString)).Build());
        services.AddDbContextPool<AppDbContext>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>())
            .AddInterceptors(RowLock.Interceptor));

        services.AddScoped<IStore, EfStore>();
        services.AddScoped<UnitOfWork>();
        services.AddScoped<IUnitOfWork>(provider => provider.GetRequiredService<UnitOfWork>());
        services.AddScoped<DomainEventDispatcher>();
        services.AddScoped<IIdempotencyStore, IdempotencyStore>();

        services.AddSingleton<LiveSender>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveSender>());
        services.AddScoped<LiveOutbox>();
        services.AddScoped<ILiveFeed>(provider => provider.GetRequiredService<LiveOutbox>());
        services.AddSingleton<LiveListener>();
        services.AddSingleton<ILiveSubscriptions>(provider => provider.GetRequiredService<LiveListener>());
        services.AddHostedService(provider => provider.GetRequiredService<LiveListener>());

        services.AddScoped<JobOutbox>();
        services.AddScoped<IJobQueue>(provider => provider.GetRequiredService<JobOutbox>());
        services.AddJobs(configuration, connectionString);

        services.AddOptions<SecretsOptions>().Bind(configuration.GetSection("Secrets")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SecretsOptions>, SecretsOptionsValidator>();
        services.AddSingleton<ISecretProtector, SecretProtector>();
        services.AddSingleton<Pseudonyms>();
        services.AddOptions<PublicOptions>().Bind(configuration.GetSection("Public"));
        services.AddSingleton<IPublicAddresses, PublicAddresses>();
        services.AddScoped<IDatabaseStartup, DatabaseStartup>();
        return services;
    }

    /// <summary>The same few statements run over and over: the server plans each once per connection. A connection string that says otherwise wins.</summary>
    private static string WithPreparedStatements(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (!settings.ShouldSerialize("Max Auto Prepare"))
        {
            settings.MaxAutoPrepare = 200;
        }

        return settings.ConnectionString;
    }

    private static void AddJobs(this IServiceCollection services, IConfiguration configuration, string connectionString)
    {
        services.AddTransient<RequestJob>();
        services.AddTransient<RecurringRequestJob>();
        services.AddQuartz(quartz =>
        {
            // The same name on every node makes them one cluster; each node's own id is generated.
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "ez";
                scheduler.GenerateInstanceId = true;
                scheduler.MaxBatchSize = 8;
                scheduler.IdleWaitTime = TimeSpan.FromSeconds(10);
            });
            quartz.UseDefaultThreadPool(configuration.GetValue("Jobs:Concurrency", 8));
            quartz.UseDefaultRetryPolicy(RetryPolicy.Exponential(
                7,
                configuration.GetValue("Jobs:FirstRetry", TimeSpan.FromSeconds(5)),
                2,
                TimeSpan.FromMinutes(30),
                0.2));
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(connectionString);
                store.UseClustering(cluster => cluster.CheckinInterval = TimeSpan.FromSeconds(5));
                store.ConfigureStore(options =>
                {
                    options.AcceptEnlistedTransactions = true;

                    // A new one-off job needs no lock against the others: requests that schedule do not wait for one another.
                    options.LockOnInsert = false;
                });
                store.ProvisionSchema();
            });
        });
        services.AddHostedService<JobRegistrar>();
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        services.AddSingleton<ClockWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<ClockWatch>());
    }
}
