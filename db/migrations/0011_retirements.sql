-- A version that was replaced used to end at the earlier of its retirement and its expiry. Now it ends at its retirement
-- alone, which may come later where the next secret waits to be collected. So what was stored before is put right here:
-- nothing outlives its expiry, and what still works beside an uncollected secret works on until that one ends. Every
-- verifier is told, Outposts that kept the old dates among them.
WITH waiting AS (
  SELECT "key_id", "expires_at" FROM "key_versions"
  WHERE "latest" AND "reveal_once" AND "revealed_at" IS NULL AND "sealed_secret" IS NOT NULL
), held AS (
  UPDATE "key_versions" AS v SET "retires_at" = coalesce(waiting."expires_at",
    CASE WHEN v."expires_at" IS NOT NULL THEN now() + interval '120 months' END)
  FROM waiting
  WHERE waiting."key_id" = v."key_id" AND NOT v."latest" AND v."revoked_at" IS NULL AND v."retires_at" > now()
    AND (v."expires_at" IS NULL OR v."expires_at" > now())
  RETURNING v."workspace_id", v."key_id"
), bounded AS (
  UPDATE "key_versions" AS v SET "retires_at" = v."expires_at"
  WHERE NOT v."latest" AND v."revoked_at" IS NULL AND v."retires_at" > v."expires_at"
    AND date_trunc('day', v."rotates_at", 'UTC') IS DISTINCT FROM date_trunc('day', v."expires_at", 'UTC')
    AND (v."expires_at" <= now() OR NOT EXISTS (SELECT FROM waiting WHERE waiting."key_id" = v."key_id"))
  RETURNING v."workspace_id", v."key_id"
), changed AS (
  SELECT *, row_number() OVER (ORDER BY "key_id") AS n FROM (SELECT * FROM held UNION SELECT * FROM bounded) AS either
), head AS (
  UPDATE "feed_head" SET "revision" = "revision" + (SELECT count(*) FROM changed) RETURNING "revision"
)
INSERT INTO "feed" ("revision", "workspace_id", "kind", "subject_id", "at")
SELECT head."revision" - (SELECT count(*) FROM changed) + n, "workspace_id", 'key', "key_id", now() FROM changed, head;
