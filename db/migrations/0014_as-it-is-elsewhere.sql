-- 0012 was put right after a version had applied it. Whoever has it as it was first gets here what it lacks; to all
-- others this changes nothing.
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
ALTER TABLE "keys" DROP CONSTRAINT IF EXISTS "keys_end_known";
--> statement-breakpoint
ALTER TABLE "keys" DROP CONSTRAINT IF EXISTS "keys_end_whole";
--> statement-breakpoint
DROP INDEX IF EXISTS "keys_retired";
--> statement-breakpoint
ALTER TABLE "keys" DROP COLUMN IF EXISTS "ends_as";
