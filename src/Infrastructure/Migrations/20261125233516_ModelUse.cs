using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EzSolutions.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class ModelUse : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "model_use",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    subject = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    tokens = table.Column<long>(type: "bigint", nullable: false),
                    tool_calls = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_model_use", x => new { x.day, x.subject });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "model_use");
        }
    }
}
