-- LATEST does not retire: only the version whose place another took does. No move ever wrote one that does; should a row
-- say so all the same, its secret lives no longer for being put right, and every verifier is told.
WITH ended AS (
  UPDATE "key_versions" SET "retires_at" = NULL, "revoked_at" = coalesce("revoked_at", "retires_at"),
    "revoke_reason" = coalesce("revoke_reason", 'superseded'), "sealed_secret" = NULL
  WHERE "latest" AND "retires_at" IS NOT NULL AND ("retires_at" <= now() OR "revoked_at" IS NOT NULL)
  RETURNING "workspace_id", "key_id"
), ending AS (
  UPDATE "key_versions" SET "retires_at" = NULL, "rotates_at" = NULL,
    "expires_at" = least("retires_at", "expires_at")
  WHERE "latest" AND "retires_at" > now() AND "revoked_at" IS NULL
  RETURNING "workspace_id", "key_id"
), changed AS (
  SELECT *, row_number() OVER (ORDER BY "key_id") AS n FROM (SELECT * FROM ended UNION SELECT * FROM ending) AS either
), head AS (
  UPDATE "feed_head" SET "revision" = "revision" + (SELECT count(*) FROM changed) RETURNING "revision"
)
INSERT INTO "feed" ("revision", "workspace_id", "kind", "subject_id", "at")
SELECT head."revision" - (SELECT count(*) FROM changed) + n, "workspace_id", 'key', "key_id", now() FROM changed, head;
--> statement-breakpoint
ALTER TABLE "key_versions" ADD CONSTRAINT "key_versions_latest_stays" CHECK (not "key_versions"."latest" or "key_versions"."retires_at" is null);
--> statement-breakpoint
-- As in 0007, but that the clock ends LATEST by its expiry alone: a key need not say as what.
CREATE OR REPLACE FUNCTION copy_latest(ids uuid[]) RETURNS void LANGUAGE sql AS $$
  WITH latest AS (
    SELECT v.key_id, v.expires_at, v.created_at,
      CASE WHEN v.revoked_at IS NULL THEN v.rotates_at END AS rotates_at,
      CASE
        WHEN v.revoked_at IS NOT NULL THEN 'revoked'
        WHEN v.activated_at IS NULL THEN 'pending'
        WHEN EXISTS (SELECT 1 FROM holds AS h WHERE h.key_id = v.key_id) THEN 'suspended'
        ELSE 'active' END AS standing,
      -- A rotation due on the UTC day of the expiry carries the version to the end of that day.
      CASE
        WHEN v.revoked_at IS NOT NULL THEN NULL
        WHEN date_trunc('day', v.rotates_at, 'UTC') = date_trunc('day', v.expires_at, 'UTC')
        THEN date_trunc('day', v.expires_at, 'UTC') + interval '24 hours'
        ELSE v.expires_at END AS ends_at
    FROM (SELECT DISTINCT id FROM unnest(ids) AS id) AS written
    JOIN key_versions AS v ON v.key_id = written.id AND v.latest
  )
  UPDATE keys AS k
  SET expires_at = l.expires_at, issued_at = l.created_at, rotates_at = l.rotates_at, standing = l.standing,
    ends_at = l.ends_at
  FROM latest AS l
  WHERE k.id = l.key_id AND (k.expires_at, k.issued_at, k.rotates_at, k.standing, k.ends_at)
    IS DISTINCT FROM (l.expires_at, l.created_at, l.rotates_at, l.standing, l.ends_at)
$$;
--> statement-breakpoint
ALTER TABLE "keys" DROP CONSTRAINT "keys_end_known";
--> statement-breakpoint
ALTER TABLE "keys" DROP CONSTRAINT "keys_end_whole";
--> statement-breakpoint
DROP INDEX "keys_retired";
--> statement-breakpoint
ALTER TABLE "keys" DROP COLUMN "ends_as";
