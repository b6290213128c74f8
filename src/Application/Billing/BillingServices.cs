using EzSolutions.Application.Billing.Coupons;
using EzSolutions.Application.Billing.Disputes;
using EzSolutions.Application.Billing.Documents;
using EzSolutions.Application.Billing.Invoices;
using EzSolutions.Application.Billing.Links;
using EzSolutions.Application.Billing.PaymentMethods;
using EzSolutions.Application.Billing.Reconciliation;
using EzSolutions.Application.Billing.Refunds;
using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Billing.Tax;
using EzSolutions.Application.Billing.Wallets;
using EzSolutions.Application.Ordering;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Application.Billing;

internal static class BillingServices
{
    /// <summary>What the handlers of Ordering and Billing share.</summary>
    public static IServiceCollection AddOrderingAndBilling(this IServiceCollection services) => services
        .AddScoped<BillToDirectory>()
        .AddScoped<TaxEngine>()
        .AddScoped<CouponBook>()
        .AddScoped<OrderPricingSource>()
        .AddScoped<TrialOffers>()
        .AddBillingCycle()
        .AddScoped<OrderRepricing>()
        .AddScoped<PayLinks>()
        .AddScoped<AccountLinks>()
        .AddScoped<BillingDocuments>()
        .AddScoped<InvoiceLinks>()
        .AddScoped<PaymentGateways>()
        .AddScoped<BillingMails>()
        .AddScoped<FeeBook>()
        .AddScoped<PaymentBook>()
        .AddScoped<WalletBook>()
        .AddScoped<InvoiceBook>()
        .AddScoped<CreditNoteBook>()
        .AddScoped<GatewayCustomers>()
        .AddScoped<CardBook>()
        .AddScoped<RefundCredit>()
        .AddScoped<RefundBook>()
        .AddScoped<DisputeBook>()
        .AddScoped<ReconciliationSweep>()
        .AddScoped<FindingFixes>()
        .AddScoped<Reservations>()
        .AddScoped<OrderCancellation>()
        .AddScoped<OrderMail>();
}
