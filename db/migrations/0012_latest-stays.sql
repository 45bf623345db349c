-- LATEST does not retire: only the version whose place another took does. No move ever wrote one that does; should a row
-- say so all the same, its secret lives no longer for being put right.
UPDATE "key_versions" SET "retires_at" = NULL, "revoked_at" = coalesce("revoked_at", "retires_at"),
  "revoke_reason" = coalesce("revoke_reason", 'superseded'), "sealed_secret" = NULL
WHERE "latest" AND ("retires_at" <= now() OR ("retires_at" IS NOT NULL AND "revoked_at" IS NOT NULL));
--> statement-breakpoint
UPDATE "key_versions" SET "retires_at" = NULL, "rotates_at" = NULL,
  "expires_at" = least("retires_at", "expires_at")
WHERE "latest" AND "retires_at" IS NOT NULL;
--> statement-breakpoint
ALTER TABLE "key_versions" ADD CONSTRAINT "key_versions_latest_stays" CHECK (not "key_versions"."latest" or "key_versions"."retires_at" is null);
