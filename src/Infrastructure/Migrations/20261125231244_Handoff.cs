using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EzSolutions.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class Handoff : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "frames",
                table: "turn_traces",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "conversation_id",
                table: "tickets",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "event",
                table: "entries",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "answered_by",
                table: "conversations",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "assigned_at",
                table: "conversations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "awaits_rating",
                table: "conversations",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "queue_position",
                table: "conversations",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "queue_told_at",
                table: "conversations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "topic",
                table: "conversations",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "general");

            migrationBuilder.CreateTable(
                name: "satisfaction",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: false),
                    staff_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    score = table.Column<int>(type: "integer", nullable: true),
                    comment = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_satisfaction", x => x.id);
                    table.CheckConstraint("ck_satisfaction_score", "score BETWEEN 1 AND 5");
                    table.ForeignKey(
                        name: "fk_satisfaction_conversations_conversation_id",
                        column: x => x.conversation_id,
                        principalTable: "conversations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "staff_desks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_available = table.Column<bool>(type: "boolean", nullable: false),
                    skills = table.Column<string>(type: "jsonb", nullable: false),
                    capacity = table.Column<int>(type: "integer", nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_assigned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_desks", x => x.id);
                    table.CheckConstraint("ck_staff_desks_capacity", "capacity BETWEEN 1 AND 50");
                    table.ForeignKey(
                        name: "fk_staff_desks_staff_members_id",
                        column: x => x.id,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "support_hours",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    time_zone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    week = table.Column<string>(type: "jsonb", nullable: false),
                    holidays = table.Column<string>(type: "jsonb", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_support_hours", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_entries_event_created_at",
                table: "entries",
                columns: new[] { "event", "created_at" },
                filter: "event IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_satisfaction_asked_at",
                table: "satisfaction",
                column: "asked_at");

            migrationBuilder.CreateIndex(
                name: "ix_satisfaction_conversation_id_asked_at",
                table: "satisfaction",
                columns: new[] { "conversation_id", "asked_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "satisfaction");

            migrationBuilder.DropTable(
                name: "staff_desks");

            migrationBuilder.DropTable(
                name: "support_hours");

            migrationBuilder.DropIndex(
                name: "ix_entries_event_created_at",
                table: "entries");

            migrationBuilder.DropColumn(
                name: "frames",
                table: "turn_traces");

            migrationBuilder.DropColumn(
                name: "conversation_id",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "event",
                table: "entries");

            migrationBuilder.DropColumn(
                name: "answered_by",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "assigned_at",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "awaits_rating",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "queue_position",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "queue_told_at",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "topic",
                table: "conversations");
        }
    }
}
