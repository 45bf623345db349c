CREATE TABLE "outposts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"environment" text,
	"token_digest" "bytea",
	"generation" integer DEFAULT 1 NOT NULL,
	"created_by_label" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone,
	"last_seen_at" timestamp (3) with time zone,
	"applied_generation" integer,
	"applied_revision" bigint,
	"kids" text[] DEFAULT '{}' NOT NULL,
	"version" text,
	"clock_skew_ms" integer,
	"canary_kid" text,
	"canary_verified" boolean,
	"canary_error" text,
	"requests_allowed" bigint DEFAULT 0 NOT NULL,
	"requests_denied" bigint DEFAULT 0 NOT NULL,
	"batch" bigint,
	"batches" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "outposts_token_digest_unique" UNIQUE("token_digest"),
	CONSTRAINT "outposts_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "outposts_token_until_removed" CHECK (("outposts"."removed_at" is null) = ("outposts"."token_digest" is not null))
);
--> statement-breakpoint
ALTER TABLE "outposts" ADD CONSTRAINT "outposts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "outposts_name_once" ON "outposts" USING btree ("workspace_id",lower("name")) WHERE "outposts"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "outposts_by_sight" ON "outposts" USING btree ("workspace_id","last_seen_at") WHERE "outposts"."removed_at" is null;