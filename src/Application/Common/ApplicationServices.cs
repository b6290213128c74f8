using System.Reflection;
using EzSolutions.Application.Accounts.Sessions;
using EzSolutions.Application.Billing;
using EzSolutions.Application.Common.Pipeline;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Application.Common;

public static class ApplicationServices
{
    /// <summary>Registers the pipeline, and every handler, validator and domain-event handler found in the given assemblies.</summary>
    public static IServiceCollection AddApplication(this IServiceCollection services, params Assembly[] assemblies)
    {
        services.AddScoped<ServiceFactory>(provider => provider.GetService!);
        services.AddScoped<IMediator, Mediator>();
        services.AddScoped<ActorContext>();
        services.AddScoped<IActorContext>(provider => provider.GetRequiredService<ActorContext>());
        services.AddScoped<IdempotencyContext>();
        services.AddSingleton<SessionCache>();
        services.AddScoped<ISessions, SessionService>();
        services.AddScoped<ISessionAuthenticator, SessionAuthenticator>();

        // The order is the order of execution.
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(AuthorisationBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(UnitOfWorkBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(IdempotencyBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(WorkflowIdempotencyBehaviour<,>));

        Assembly[] scanned = [typeof(ApplicationServices).Assembly, .. assemblies];
        services.Scan(scan => scan.FromAssemblies(scanned)
            .AddClasses(c => c.AssignableTo(typeof(IRequestHandler<,>)), publicOnly: false).AsImplementedInterfaces().WithScopedLifetime()
            .AddClasses(c => c.AssignableTo(typeof(IDomainEventHandler<>)), publicOnly: false).AsImplementedInterfaces().WithScopedLifetime()
            .AddClasses(c => c.AssignableTo<IDeadJobHandler>(), publicOnly: false).As<IDeadJobHandler>().WithScopedLifetime()
            .AddClasses(c => c.AssignableTo<IDemoSeed>(), publicOnly: false).As<IDemoSeed>().WithScopedLifetime()
            .AddClasses(c => c.AssignableTo(typeof(IValidator<>)), publicOnly: false).As(t => t.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IValidator<>))).WithSingletonLifetime());
        return services.AddOrderingAndBilling();
    }
}
