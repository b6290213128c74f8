using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EzSolutions.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class ServiceLifecycle : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "suspended_at",
                table: "services",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "terminated_at",
                table: "services",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "termination_reason",
                table: "services",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "lifecycle_jobs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    backup_id = table.Column<Guid>(type: "uuid", nullable: true),
                    asked_by = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    next_run_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    lease_owner = table.Column<Guid>(type: "uuid", nullable: true),
                    locked_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    was_running = table.Column<bool>(type: "boolean", nullable: true),
                    sealed_password = table.Column<byte[]>(type: "bytea", nullable: true),
                    sealed_reveal_token = table.Column<byte[]>(type: "bytea", nullable: true),
                    gave_up_because = table.Column<string>(type: "text", nullable: true),
                    log = table.Column<List<string>>(type: "text[]", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lifecycle_jobs", x => x.id);
                    table.ForeignKey(
                        name: "fk_lifecycle_jobs_services_service_id",
                        column: x => x.service_id,
                        principalTable: "services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "service_backups",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    volume = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    node = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    size_bytes = table.Column<long>(type: "bigint", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_backups", x => x.id);
                    table.ForeignKey(
                        name: "fk_service_backups_services_service_id",
                        column: x => x.service_id,
                        principalTable: "services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "service_suspensions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    by = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    lifted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_suspensions", x => x.id);
                    table.ForeignKey(
                        name: "fk_service_suspensions_services_service_id",
                        column: x => x.service_id,
                        principalTable: "services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "lifecycle_steps",
                columns: table => new
                {
                    position = table.Column<int>(type: "integer", nullable: false),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    intent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    task_id = table.Column<string>(type: "text", nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lifecycle_steps", x => new { x.job_id, x.position });
                    table.ForeignKey(
                        name: "fk_lifecycle_steps_lifecycle_jobs_job_id",
                        column: x => x.job_id,
                        principalTable: "lifecycle_jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_lifecycle_jobs_due",
                table: "lifecycle_jobs",
                column: "next_run_at",
                filter: "finished_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_lifecycle_jobs_service_id_number",
                table: "lifecycle_jobs",
                columns: new[] { "service_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_service_backups_service_id_id",
                table: "service_backups",
                columns: new[] { "service_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_suspensions_holding",
                table: "service_suspensions",
                columns: new[] { "service_id", "reason" },
                unique: true,
                filter: "lifted_at is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "lifecycle_steps");

            migrationBuilder.DropTable(
                name: "service_backups");

            migrationBuilder.DropTable(
                name: "service_suspensions");

            migrationBuilder.DropTable(
                name: "lifecycle_jobs");

            migrationBuilder.DropColumn(
                name: "suspended_at",
                table: "services");

            migrationBuilder.DropColumn(
                name: "terminated_at",
                table: "services");

            migrationBuilder.DropColumn(
                name: "termination_reason",
                table: "services");
        }
    }
}
