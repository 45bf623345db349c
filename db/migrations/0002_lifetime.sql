CREATE TABLE "rate_buckets" (
	"name" text PRIMARY KEY NOT NULL,
	"level" double precision NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "keys" ADD COLUMN "owner_id" uuid;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "disabled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "confirmed_at" timestamp (3) with time zone;--> statement-breakpoint
UPDATE "sessions" SET "confirmed_at" = "created_at";--> statement-breakpoint
ALTER TABLE "sessions" ALTER COLUMN "confirmed_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "last_seen_at" timestamp (3) with time zone;--> statement-breakpoint
UPDATE "sessions" SET "last_seen_at" = "created_at";--> statement-breakpoint
ALTER TABLE "sessions" ALTER COLUMN "last_seen_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "time_zone" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "confirm_seconds" smallint DEFAULT 2 NOT NULL;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "longest_lifetime_days" integer;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "never_allowed" boolean DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX "rate_buckets_by_time" ON "rate_buckets" USING btree ("at");--> statement-breakpoint
ALTER TABLE "keys" ADD CONSTRAINT "keys_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "keys_of_owner" ON "keys" USING btree ("workspace_id","owner_id","created_at","id") WHERE "keys"."owner_id" is not null and "keys"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "callers_by_time" ON "callers" USING btree ("last_at");--> statement-breakpoint
ALTER TABLE "users" DROP COLUMN "disabled_at";--> statement-breakpoint
ALTER TABLE "keys" ADD CONSTRAINT "keys_owner_of_personal" CHECK (("keys"."kind" = 'personal') = ("keys"."owner_id" is not null));--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_confirm_seconds_known" CHECK ("users"."confirm_seconds" in (0, 2, 5, 10, 20));