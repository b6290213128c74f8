using System;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EzSolutions.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class Subscriptions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "price_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    cycle = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: false),
                    affected = table.Column<int>(type: "integer", nullable: false),
                    announced_by = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    announced_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    price_currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    price_minor_units = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_price_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "product_terms",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    terms = table.Column<string>(type: "jsonb", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_product_terms", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "subscriptions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    label = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    product_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    product_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    cycle = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    tax_class = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    commodity_code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    anchor_day = table.Column<int>(type: "integer", nullable: false),
                    period_start = table.Column<DateOnly>(type: "date", nullable: false),
                    period_end = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    renewal_open = table.Column<bool>(type: "boolean", nullable: false),
                    periods = table.Column<int>(type: "integer", nullable: false),
                    next_price_minor_units = table.Column<long>(type: "bigint", nullable: true),
                    next_price_from = table.Column<DateOnly>(type: "date", nullable: true),
                    cancels_on = table.Column<DateOnly>(type: "date", nullable: true),
                    cancelled_by = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    suspended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    terminate_on = table.Column<DateOnly>(type: "date", nullable: true),
                    held_for = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    end_reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    price_currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    price_minor_units = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subscriptions", x => x.id);
                    table.CheckConstraint("ck_subscriptions_anchor", "anchor_day BETWEEN 1 AND 31");
                    table.CheckConstraint("ck_subscriptions_ended", "(state = 'ended') = (ended_at IS NOT NULL)");
                    table.CheckConstraint("ck_subscriptions_period", "period_end > period_start");
                    table.CheckConstraint("ck_subscriptions_price", "price_minor_units >= 0 AND coalesce(next_price_minor_units, 0) >= 0");
                    table.CheckConstraint("ck_subscriptions_suspended", "(state = 'suspended') = (suspended_on IS NOT NULL AND ended_at IS NULL)");
                });

            migrationBuilder.CreateTable(
                name: "plan_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_product_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    to_product_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    to_product_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    to_cycle = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    tax_class = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    commodity_code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    invoice_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    to_price_currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    to_price_minor_units = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_plan_changes", x => x.id);
                    table.ForeignKey(
                        name: "fk_plan_changes_subscriptions_subscription_id",
                        column: x => x.subscription_id,
                        principalTable: "subscriptions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "renewals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    invoice_id = table.Column<Guid>(type: "uuid", nullable: true),
                    period_start = table.Column<DateOnly>(type: "date", nullable: false),
                    period_end = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    delivered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    remind_on = table.Column<DateOnly>(type: "date", nullable: true),
                    charge_on = table.Column<DateOnly>(type: "date", nullable: true),
                    suspend_on = table.Column<DateOnly>(type: "date", nullable: false),
                    charge_attempts = table.Column<int>(type: "integer", nullable: false),
                    charge_outcome = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_renewals", x => x.id);
                    table.CheckConstraint("ck_renewals_period", "period_end > period_start");
                    table.ForeignKey(
                        name: "fk_renewals_subscriptions_subscription_id",
                        column: x => x.subscription_id,
                        principalTable: "subscriptions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_plan_changes_invoice_id",
                table: "plan_changes",
                column: "invoice_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_plan_changes_state_on",
                table: "plan_changes",
                columns: new[] { "state", "on" });

            migrationBuilder.CreateIndex(
                name: "ux_plan_changes_open",
                table: "plan_changes",
                column: "subscription_id",
                unique: true,
                filter: "state IN ('awaiting_payment', 'scheduled')");

            migrationBuilder.CreateIndex(
                name: "ix_product_terms_product_code",
                table: "product_terms",
                column: "product_code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_renewals_charge_on",
                table: "renewals",
                column: "charge_on",
                filter: "charge_on IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_renewals_invoice_id",
                table: "renewals",
                column: "invoice_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_renewals_remind_on",
                table: "renewals",
                column: "remind_on",
                filter: "remind_on IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_renewals_suspend_on",
                table: "renewals",
                column: "suspend_on",
                filter: "state = 'open'");

            migrationBuilder.CreateIndex(
                name: "ix_renewals_undelivered",
                table: "renewals",
                column: "created_at",
                filter: "state = 'open' AND delivered_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_renewals_open",
                table: "renewals",
                column: "subscription_id",
                unique: true,
                filter: "state = 'open'");

            migrationBuilder.CreateIndex(
                name: "ux_renewals_service_period",
                table: "renewals",
                columns: new[] { "service_id", "period_start" },
                unique: true,
                filter: "state <> 'cancelled'");

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_cancels_on",
                table: "subscriptions",
                column: "cancels_on",
                filter: "cancels_on IS NOT NULL AND ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_customer_id_id",
                table: "subscriptions",
                columns: new[] { "customer_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_renewable",
                table: "subscriptions",
                columns: new[] { "period_end", "id" },
                filter: "ended_at IS NULL AND NOT renewal_open AND cancels_on IS NULL AND held_for IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_service_id",
                table: "subscriptions",
                column: "service_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_terminate_on",
                table: "subscriptions",
                column: "terminate_on",
                filter: "terminate_on IS NOT NULL");

            migrationBuilder.RunScript("Billing/Subscriptions/Sql/1-subscriptions.sql");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "plan_changes");

            migrationBuilder.DropTable(
                name: "price_changes");

            migrationBuilder.DropTable(
                name: "product_terms");

            migrationBuilder.DropTable(
                name: "renewals");

            migrationBuilder.DropTable(
                name: "subscriptions");
        }
    }
}
