using System;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EzSolutions.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class TaxComponents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RunScript("Billing/Sql/10-line-taxes.sql");

            migrationBuilder.DropIndex(
                name: "ix_tax_rules_country_region",
                table: "tax_rules");

            migrationBuilder.AddColumn<string>(
                name: "components",
                table: "tax_rules",
                type: "jsonb",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "product_class",
                table: "tax_rules",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "scheme",
                table: "tax_rules",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "plain");

            migrationBuilder.AddColumn<DateOnly>(
                name: "valid_from",
                table: "tax_rules",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "valid_until",
                table: "tax_rules",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "commodity_code",
                table: "products",
                type: "character varying(10)",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "tax_class",
                table: "products",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "standard");

            migrationBuilder.AddColumn<string>(
                name: "commodity_code",
                table: "invoice_lines",
                type: "character varying(10)",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "discount_currency",
                table: "invoice_lines",
                type: "character(3)",
                fixedLength: true,
                maxLength: 3,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "discount_label",
                table: "invoice_lines",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "discount_minor_units",
                table: "invoice_lines",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "tax_kind",
                table: "invoice_lines",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "tax_note",
                table: "invoice_lines",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "taxes",
                table: "invoice_lines",
                type: "jsonb",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "city",
                table: "customers",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "company",
                table: "customers",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "currency_code",
                table: "customers",
                type: "character varying(3)",
                maxLength: 3,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "postal_code",
                table: "customers",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "region",
                table: "customers",
                type: "character varying(50)",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "street",
                table: "customers",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "tax_exemption",
                table: "customers",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "tax_id",
                table: "customers",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.RunScript("Billing/Sql/11-line-taxes-filled.sql");
            migrationBuilder.Sql("UPDATE tax_rules SET valid_until = (ended_at AT TIME ZONE 'UTC')::date WHERE ended_at IS NOT NULL;");

            migrationBuilder.DropColumn(
                name: "ended_at",
                table: "tax_rules");

            migrationBuilder.CreateTable(
                name: "seller_profiles",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    details = table.Column<string>(type: "jsonb", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seller_profiles", x => x.id);
                    table.CheckConstraint("ck_seller_profiles_one", "id = '5e11e400-0000-7000-8000-000000000001'");
                });

            migrationBuilder.CreateIndex(
                name: "ix_tax_rules_country_region_product_class_valid_from",
                table: "tax_rules",
                columns: new[] { "country", "region", "product_class", "valid_from" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.AddCheckConstraint(
                name: "ck_tax_rules_rate",
                table: "tax_rules",
                sql: "rate_percent BETWEEN 0 AND 100");

            migrationBuilder.AddCheckConstraint(
                name: "ck_invoice_lines_discount",
                table: "invoice_lines",
                sql: "discount_currency = amount_currency AND discount_minor_units >= 0");

            migrationBuilder.AddCheckConstraint(
                name: "ck_invoice_lines_taxes",
                table: "invoice_lines",
                sql: "tax_minor_units = sum_of_taxes(taxes)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "seller_profiles");

            migrationBuilder.DropIndex(
                name: "ix_tax_rules_country_region_product_class_valid_from",
                table: "tax_rules");

            migrationBuilder.DropCheckConstraint(
                name: "ck_tax_rules_rate",
                table: "tax_rules");

            migrationBuilder.DropCheckConstraint(
                name: "ck_invoice_lines_discount",
                table: "invoice_lines");

            migrationBuilder.DropCheckConstraint(
                name: "ck_invoice_lines_taxes",
                table: "invoice_lines");

            migrationBuilder.DropColumn(
                name: "components",
                table: "tax_rules");

            migrationBuilder.DropColumn(
                name: "product_class",
                table: "tax_rules");

            migrationBuilder.DropColumn(
                name: "scheme",
                table: "tax_rules");

            migrationBuilder.DropColumn(
                name: "valid_from",
                table: "tax_rules");

            migrationBuilder.DropColumn(
                name: "valid_until",
                table: "tax_rules");

            migrationBuilder.DropColumn(
                name: "commodity_code",
                table: "products");

            migrationBuilder.DropColumn(
                name: "tax_class",
                table: "products");

            migrationBuilder.DropColumn(
                name: "commodity_code",
                table: "invoice_lines");

            migrationBuilder.DropColumn(
                name: "discount_currency",
                table: "invoice_lines");

            migrationBuilder.DropColumn(
                name: "discount_label",
                table: "invoice_lines");

            migrationBuilder.DropColumn(
                name: "discount_minor_units",
                table: "invoice_lines");

            migrationBuilder.DropColumn(
                name: "tax_kind",
                table: "invoice_lines");

            migrationBuilder.DropColumn(
                name: "tax_note",
                table: "invoice_lines");

            migrationBuilder.DropColumn(
                name: "taxes",
                table: "invoice_lines");

            migrationBuilder.DropColumn(
                name: "city",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "company",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "currency_code",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "postal_code",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "region",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "street",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "tax_exemption",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "tax_id",
                table: "customers");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ended_at",
                table: "tax_rules",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_tax_rules_country_region",
                table: "tax_rules",
                columns: new[] { "country", "region" },
                unique: true,
                filter: "ended_at IS NULL")
                .Annotation("Npgsql:NullsDistinct", false);
        }
    }
}
