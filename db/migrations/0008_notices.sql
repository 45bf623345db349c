CREATE TABLE "deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"notice_id" uuid,
	"channel" text NOT NULL,
	"target" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer NOT NULL,
	"due_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	"error" text,
	CONSTRAINT "deliveries_once" UNIQUE("notice_id","channel","target"),
	CONSTRAINT "deliveries_channel_known" CHECK ("deliveries"."channel" in ('mail', 'webhook')),
	CONSTRAINT "deliveries_delivered_is_over" CHECK ("deliveries"."delivered_at" is null or "deliveries"."due_at" is null)
);
--> statement-breakpoint
CREATE TABLE "notice_settings" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"days" integer[] NOT NULL,
	"recipients" text[] NOT NULL,
	"webhook_url" text,
	"webhook_secret" text,
	CONSTRAINT "notice_settings_webhook_whole" CHECK (("notice_settings"."webhook_url" is null) = ("notice_settings"."webhook_secret" is null))
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"key_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"about" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"days_before" integer NOT NULL,
	"given_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "notices_once" UNIQUE("version_id","about","at","days_before"),
	CONSTRAINT "notices_about_known" CHECK ("notices"."about" in ('rotation', 'expiration', 'uncollected'))
);
--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_settings" ADD CONSTRAINT "notice_settings_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_workspace_id_key_id_keys_workspace_id_id_fk" FOREIGN KEY ("workspace_id","key_id") REFERENCES "public"."keys"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("due_at") WHERE "deliveries"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "deliveries_by_time" ON "deliveries" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "notices_by_time" ON "notices" USING btree ("workspace_id","given_at","id");--> statement-breakpoint
CREATE INDEX "feed_by_subject" ON "feed" USING btree ("subject_id","revision");--> statement-breakpoint
CREATE INDEX "key_versions_uncollected" ON "key_versions" USING btree ("workspace_id","key_id") WHERE "key_versions"."latest" and "key_versions"."reveal_once" and "key_versions"."revealed_at" is null and "key_versions"."sealed_secret" is not null;