using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EzSolutions.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class SubscriptionDiscounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "discounts",
                table: "subscriptions",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "discounts",
                table: "subscriptions");
        }
    }
}
