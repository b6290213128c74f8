namespace EzSolutions.Bot.Understanding;

/// <summary>The stable names of everything a conversation can do. Training files, skills and the API use these and no others.</summary>
public static class SkillNames
{
    public const string Greet = "greet";
    public const string Help = "help";
    public const string Thanks = "thanks";
    public const string Goodbye = "goodbye";

    public const string BrowsePlans = "browse_plans";
    public const string OrderService = "order_service";
    public const string OrderStatus = "order_status";
    public const string CancelOrder = "cancel_order";

    public const string ListInvoices = "list_invoices";
    public const string PayInvoice = "pay_invoice";
    public const string ExplainCharge = "explain_charge";
    public const string RefundRequest = "refund_request";
    public const string WalletBalance = "wallet_balance";
    public const string AddFunds = "add_funds";
    public const string ApplyCoupon = "apply_coupon";
    public const string UpdatePaymentMethod = "update_payment_method";

    public const string ServiceStatus = "service_status";
    public const string PowerService = "power_service";
    public const string UpgradeService = "upgrade_service";
    public const string CancelService = "cancel_service";
    public const string ResetCredentials = "reset_credentials";
    public const string BackupService = "backup_service";
    public const string RestoreBackup = "restore_backup";

    public const string CheckDomain = "check_domain";
    public const string RegisterDomain = "register_domain";
    public const string ListDomains = "list_domains";
    public const string RenewDomain = "renew_domain";
    public const string TransferDomain = "transfer_domain";
    public const string ManageDns = "manage_dns";
    public const string RequestCertificate = "request_certificate";

    public const string OpenTicket = "open_ticket";
    public const string TicketStatus = "ticket_status";
    public const string ReplyTicket = "reply_ticket";
    public const string AskKnowledge = "ask_knowledge";
    public const string TalkToHuman = "talk_to_human";

    public const string SignIn = "sign_in";
    public const string SignOut = "sign_out";
    public const string UpdateProfile = "update_profile";
    public const string DataRequest = "data_request";

    public const string Affirm = "affirm";
    public const string Deny = "deny";
    public const string Cancel = "cancel";
    public const string Repeat = "repeat";

    /// <summary>Nothing we do: the conversation says so and offers a person.</summary>
    public const string OutOfScope = "out_of_scope";

    /// <summary>Every name, in a fixed order: the order of the model's classes.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Greet, Help, Thanks, Goodbye,
        BrowsePlans, OrderService, OrderStatus, CancelOrder,
        ListInvoices, PayInvoice, ExplainCharge, RefundRequest, WalletBalance, AddFunds, ApplyCoupon, UpdatePaymentMethod,
        ServiceStatus, PowerService, UpgradeService, CancelService, ResetCredentials, BackupService, RestoreBackup,
        CheckDomain, RegisterDomain, ListDomains, RenewDomain, TransferDomain, ManageDns, RequestCertificate,
        OpenTicket, TicketStatus, ReplyTicket, AskKnowledge, TalkToHuman,
        SignIn, SignOut, UpdateProfile, DataRequest,
        Affirm, Deny, Cancel, Repeat,
        OutOfScope,
    ];
}
