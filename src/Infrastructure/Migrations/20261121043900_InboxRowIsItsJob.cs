using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EzSolutions.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class InboxRowIsItsJob : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "attempts",
                table: "inbox_events",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "next_attempt_at",
                table: "inbox_events",
                type: "timestamp with time zone",
                nullable: true);

            // What is still to be looked at had its job elsewhere: from now on the row is the job.
            migrationBuilder.Sql("UPDATE inbox_events SET next_attempt_at = now() WHERE state = 'received'");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_events_next_attempt_at",
                table: "inbox_events",
                column: "next_attempt_at",
                filter: "next_attempt_at IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_inbox_events_next_attempt_at",
                table: "inbox_events");

            migrationBuilder.DropColumn(
                name: "attempts",
                table: "inbox_events");

            migrationBuilder.DropColumn(
                name: "next_attempt_at",
                table: "inbox_events");
        }
    }
}
