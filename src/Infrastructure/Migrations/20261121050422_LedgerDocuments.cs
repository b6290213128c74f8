using System;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EzSolutions.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class LedgerDocuments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_invoices_paid",
                table: "invoices");

            migrationBuilder.AlterColumn<Guid>(
                name: "invoice_id",
                table: "payments",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AlterColumn<Guid>(
                name: "invoice_id",
                table: "payment_effects",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<string>(
                name: "note",
                table: "journal_entries",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "billed_to",
                table: "invoices",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "credit_applied_minor_units",
                table: "invoices",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "credited_minor_units",
                table: "invoices",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "seller",
                table: "invoices",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "written_off_at",
                table: "invoices",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "credit_notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    invoice_id = table.Column<Guid>(type: "uuid", nullable: false),
                    invoice_number = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    seller = table.Column<string>(type: "jsonb", nullable: true),
                    billed_to = table.Column<string>(type: "jsonb", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    applied_currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    applied_minor_units = table.Column<long>(type: "bigint", nullable: false),
                    subtotal_currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    subtotal_minor_units = table.Column<long>(type: "bigint", nullable: false),
                    tax_currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    tax_minor_units = table.Column<long>(type: "bigint", nullable: false),
                    total_currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    total_minor_units = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_credit_notes", x => x.id);
                    table.CheckConstraint("ck_credit_notes_applied", "applied_minor_units BETWEEN 0 AND total_minor_units");
                    table.CheckConstraint("ck_credit_notes_total", "total_minor_units = subtotal_minor_units + tax_minor_units AND total_minor_units > 0");
                    table.ForeignKey(
                        name: "fk_credit_notes_invoices_invoice_id",
                        column: x => x.invoice_id,
                        principalTable: "invoices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "credit_note_lines",
                columns: table => new
                {
                    position = table.Column<int>(type: "integer", nullable: false),
                    credit_note_id = table.Column<Guid>(type: "uuid", nullable: false),
                    invoice_line = table.Column<int>(type: "integer", nullable: false),
                    description = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    tax_rate_percent = table.Column<decimal>(type: "numeric(7,4)", precision: 7, scale: 4, nullable: false),
                    tax_label = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    amount_currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    amount_minor_units = table.Column<long>(type: "bigint", nullable: false),
                    tax_currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    tax_minor_units = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_credit_note_lines", x => new { x.credit_note_id, x.position });
                    table.CheckConstraint("ck_credit_note_lines", "amount_minor_units >= 0 AND tax_minor_units >= 0");
                    table.ForeignKey(
                        name: "fk_credit_note_lines_credit_notes_credit_note_id",
                        column: x => x.credit_note_id,
                        principalTable: "credit_notes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_invoices_due",
                table: "invoices",
                column: "due_at",
                filter: "state IN ('open', 'partially_paid')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_invoices_credited",
                table: "invoices",
                sql: "credit_applied_minor_units BETWEEN 0 AND credited_minor_units AND credited_minor_units <= total_minor_units");

            migrationBuilder.AddCheckConstraint(
                name: "ck_invoices_paid",
                table: "invoices",
                sql: "(state = 'paid') = (number IS NOT NULL AND amount_paid_minor_units > 0 AND amount_paid_minor_units + credit_applied_minor_units = total_minor_units)");

            migrationBuilder.CreateIndex(
                name: "ix_credit_notes_customer_id_id",
                table: "credit_notes",
                columns: new[] { "customer_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_credit_notes_invoice_id",
                table: "credit_notes",
                column: "invoice_id");

            migrationBuilder.CreateIndex(
                name: "ix_credit_notes_number",
                table: "credit_notes",
                column: "number",
                unique: true);

            migrationBuilder.RunScript("Billing/Sql/20-credit-notes.sql");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "credit_note_lines");

            migrationBuilder.DropTable(
                name: "credit_notes");

            migrationBuilder.DropIndex(
                name: "ix_invoices_due",
                table: "invoices");

            migrationBuilder.DropCheckConstraint(
                name: "ck_invoices_credited",
                table: "invoices");

            migrationBuilder.DropCheckConstraint(
                name: "ck_invoices_paid",
                table: "invoices");

            migrationBuilder.DropColumn(
                name: "note",
                table: "journal_entries");

            migrationBuilder.DropColumn(
                name: "billed_to",
                table: "invoices");

            migrationBuilder.DropColumn(
                name: "credit_applied_minor_units",
                table: "invoices");

            migrationBuilder.DropColumn(
                name: "credited_minor_units",
                table: "invoices");

            migrationBuilder.DropColumn(
                name: "seller",
                table: "invoices");

            migrationBuilder.DropColumn(
                name: "written_off_at",
                table: "invoices");

            migrationBuilder.AlterColumn<Guid>(
                name: "invoice_id",
                table: "payments",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "invoice_id",
                table: "payment_effects",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_invoices_paid",
                table: "invoices",
                sql: "(state = 'paid') = (amount_paid_minor_units = total_minor_units AND number IS NOT NULL)");
        }
    }
}
