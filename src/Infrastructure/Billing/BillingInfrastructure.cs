using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.Exports;
using EzSolutions.Application.Billing.Invoices;
using EzSolutions.Application.Billing.Reconciliation;
using EzSolutions.Application.Billing.Tax;
using EzSolutions.Application.Billing.Wallets;
using EzSolutions.Application.Common;
using EzSolutions.Application.Ordering;
using EzSolutions.Infrastructure.Billing.Documents;
using EzSolutions.Infrastructure.Billing.Exports;
using EzSolutions.Infrastructure.Billing.Razorpay;
using EzSolutions.Infrastructure.Billing.Reconciliation;
using EzSolutions.Infrastructure.Billing.Stripe;
using EzSolutions.Infrastructure.Billing.Subscriptions;
using EzSolutions.Infrastructure.Billing.Tax;
using EzSolutions.Infrastructure.Billing.Wallets;
using EzSolutions.Infrastructure.Common.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Infrastructure.Billing;

public static class BillingInfrastructure
{
    /// <summary>Number series, gateway and the sweepers of Ordering and Billing.</summary>
    public static IServiceCollection AddBilling(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OrderingOptions>().Bind(configuration.GetSection("Ordering"));
        services.AddOptions<BillingOptions>().Bind(configuration.GetSection("Billing"))
            .Validate(
                billing => billing.PaymentPageTime >= TimeSpan.FromMinutes(45) && billing.PaymentPageTime <= TimeSpan.FromHours(24),
                "Billing:PaymentPageTime must be between 00:45:00 and 1.00:00:00.")
            .ValidateOnStart();
        services.AddScoped<INumberSeries, NumberSeries>();
        services.AddScoped<ITaxReports, TaxReports>();
        services.AddScoped<IWalletLocks, WalletLocks>();
        services.AddSingleton<IBillingExports, BillingExports>();
        services.AddScoped<IGatewayInbox, GatewayInbox>();
        services.AddSingleton<InboxDispatcher>();
        services.AddSingleton<IInboxDispatcher>(provider => provider.GetRequiredService<InboxDispatcher>());
        services.AddHostedService(provider => provider.GetRequiredService<InboxDispatcher>());
        services.AddSubscriptions(configuration);
        services.AddScoped<IReconciliationChecks, ReconciliationChecks>();
        services.AddDocuments(configuration);
        services.AddRazorpay(configuration);
        services.AddStripe(configuration);

        services.AddRecurring<FreeExpiredReservations>("free-expired-reservations", TimeSpan.FromMinutes(1));
        services.AddRecurring<TendInbox>("tend-inbox", TimeSpan.FromSeconds(15));
        services.AddRecurring<SettleStalePayments>("settle-stale-payments", TimeSpan.FromMinutes(5));
        services.AddRecurring<RunReconciliation>("reconcile-billing", TimeSpan.FromHours(1));
        services.AddRecurring<MarkOverdueInvoices>("mark-overdue-invoices", TimeSpan.FromMinutes(15));
        services.AddRecurring<CancelUnpaidOrders>("cancel-unpaid-orders", TimeSpan.FromHours(1));
        return services;
    }
}
