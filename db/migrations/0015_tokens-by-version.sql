ALTER TABLE "token_ledger" ADD COLUMN "version_id" uuid;--> statement-breakpoint
-- Which secret was presented for a token was not kept: until they end, they count for the key's latest.
UPDATE "token_ledger" AS t SET "version_id" = v."id" FROM "key_versions" AS v WHERE v."key_id" = t."key_id" AND v."latest";--> statement-breakpoint
DELETE FROM "token_ledger" WHERE "version_id" IS NULL;--> statement-breakpoint
ALTER TABLE "token_ledger" ALTER COLUMN "version_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "token_ledger" DROP CONSTRAINT "token_ledger_signing_key_id_key_id_ends_minute_pk";--> statement-breakpoint
ALTER TABLE "token_ledger" ADD CONSTRAINT "token_ledger_signing_key_id_version_id_ends_minute_pk" PRIMARY KEY("signing_key_id","version_id","ends_minute");
