using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Provisioning;

/// <summary>Tells the customer by e-mail how it goes on and how it ended. P07: no password in it, only where the service is.</summary>
internal sealed class ServiceMails(IStore store, IMailer mailer)
    : IDomainEventHandler<ServiceReady>, IDomainEventHandler<ServiceFailed>, IDomainEventHandler<ServiceSuspended>,
      IDomainEventHandler<ServiceUnsuspended>, IDomainEventHandler<ServiceTerminated>
{
    public Task HandleAsync(ServiceReady happened, CancellationToken ct) => SendAsync(happened.CustomerId, happened.ServiceId, "service-ready", null, ct);

    public Task HandleAsync(ServiceFailed happened, CancellationToken ct) =>
        SendAsync(happened.CustomerId, happened.ServiceId, "service-failed", null, ct);

    public Task HandleAsync(ServiceSuspended happened, CancellationToken ct) =>
        SendAsync(happened.CustomerId, happened.ServiceId, "service-suspended", Word(happened.Reason), ct);

    public Task HandleAsync(ServiceUnsuspended happened, CancellationToken ct) =>
        SendAsync(happened.CustomerId, happened.ServiceId, "service-unsuspended", null, ct);

    public Task HandleAsync(ServiceTerminated happened, CancellationToken ct) =>
        SendAsync(happened.CustomerId, happened.ServiceId, "service-terminated", Word(happened.Reason), ct);

    /// <summary>Our staff set it up by hand.</summary>
    /// <param name="reference">Of their ticket, to ask about it.</param>
    public Task InHandAsync(Service service, string reference, CancellationToken ct) =>
        SendAsync(service.CustomerId, service.Id, "service-in-hand", reference, ct);

    private async Task SendAsync(Guid customerId, Guid serviceId, string template, string? reason, CancellationToken ct)
    {
        var service = await store.FirstOrDefaultAsync(store.Query<Service>().Where(s => s.Id == serviceId), ct);
        var customer = await store.FirstOrDefaultAsync(store.Query<Customer>().Where(c => c.Id == customerId), ct);
        if (service is null || customer is null)
            return;
        var model = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["name"] = customer.Name,
            ["label"] = service.Label,
            ["product"] = service.ProductName,
            ["order_number"] = service.OrderNumber,
            ["ipv4"] = service.Ipv4,
            ["ipv6"] = service.Ipv6,
            ["operating_system"] = service.OperatingSystem,
            ["has_password"] = service.HasCredentials,
            ["reason"] = reason,
        };
        await mailer.QueueAsync(customer.Email, template, model, ct);
    }

    /// <summary>The words that the mails' texts are told apart by.</summary>
    private static string Word(SuspensionReason reason) => reason is SuspensionReason.NonPayment ? "non_payment" : "staff";

    private static string Word(TerminationReason reason) => reason switch
    {
        TerminationReason.Cancelled => "cancelled",
        TerminationReason.NonPayment => "non_payment",
        _ => "staff",
    };
}
