ALTER TABLE "token_ledger" ADD COLUMN "version_id" uuid;--> statement-breakpoint
-- Which secret was presented for a token was not kept: until they end, an hour at most, they count for the key's latest,
-- also those of an older one that it is rolled back to.
UPDATE "token_ledger" AS t SET "version_id" = v."id" FROM "key_versions" AS v WHERE v."key_id" = t."key_id" AND v."latest";--> statement-breakpoint
DELETE FROM "token_ledger" WHERE "version_id" IS NULL;--> statement-breakpoint
ALTER TABLE "token_ledger" ALTER COLUMN "version_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "token_ledger" DROP CONSTRAINT "token_ledger_signing_key_id_key_id_ends_minute_pk";--> statement-breakpoint
ALTER TABLE "token_ledger" ADD CONSTRAINT "token_ledger_signing_key_id_ends_minute_version_id_pk" PRIMARY KEY("signing_key_id","ends_minute","version_id");
