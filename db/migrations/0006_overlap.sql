CREATE TABLE "token_ledger" (
	"workspace_id" uuid NOT NULL,
	"signing_key_id" uuid NOT NULL,
	"key_id" uuid NOT NULL,
	"ends_minute" timestamp (3) with time zone NOT NULL,
	"tokens" integer NOT NULL,
	CONSTRAINT "token_ledger_signing_key_id_key_id_ends_minute_pk" PRIMARY KEY("signing_key_id","key_id","ends_minute")
);
--> statement-breakpoint
DROP INDEX "signing_keys_one_in_use";--> statement-breakpoint
DROP INDEX "signing_keys_of_workspace";--> statement-breakpoint
ALTER TABLE "signing_keys" ALTER COLUMN "activated_at" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "signing_keys" ADD COLUMN "created_at" timestamp (3) with time zone;--> statement-breakpoint
UPDATE "signing_keys" SET "created_at" = "activated_at";--> statement-breakpoint
ALTER TABLE "signing_keys" ALTER COLUMN "created_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "signing_keys" ADD COLUMN "replaced_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "signing_keys" ADD COLUMN "retires_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "token_ledger_of_key" ON "token_ledger" USING btree ("workspace_id","key_id","ends_minute");--> statement-breakpoint
CREATE INDEX "token_ledger_by_time" ON "token_ledger" USING btree ("ends_minute");--> statement-breakpoint
CREATE UNIQUE INDEX "signing_keys_one_active" ON "signing_keys" USING btree ("workspace_id") WHERE "signing_keys"."retired_at" is null and "signing_keys"."activated_at" is not null and "signing_keys"."replaced_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "signing_keys_one_next" ON "signing_keys" USING btree ("workspace_id") WHERE "signing_keys"."retired_at" is null and "signing_keys"."activated_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "signing_keys_one_draining" ON "signing_keys" USING btree ("workspace_id") WHERE "signing_keys"."retired_at" is null and "signing_keys"."replaced_at" is not null;--> statement-breakpoint
CREATE INDEX "signing_keys_by_end" ON "signing_keys" USING btree ("retires_at") WHERE "signing_keys"."retired_at" is null;--> statement-breakpoint
CREATE INDEX "usage_by_hour" ON "usage" USING brin ("hour");--> statement-breakpoint
CREATE INDEX "signing_keys_of_workspace" ON "signing_keys" USING btree ("workspace_id","created_at");--> statement-breakpoint
ALTER TABLE "signing_keys" ADD CONSTRAINT "signing_keys_replaced_once_active" CHECK (("signing_keys"."replaced_at" is null) = ("signing_keys"."retires_at" is null)
        and ("signing_keys"."replaced_at" is null or "signing_keys"."activated_at" is not null));