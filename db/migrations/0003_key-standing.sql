CREATE TABLE "key_search" (
	"key_id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"grams" text[] NOT NULL
);
--> statement-breakpoint
ALTER TABLE "keys" ADD COLUMN "issued_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "keys" ADD COLUMN "standing" text DEFAULT 'pending' NOT NULL;
--> statement-breakpoint
ALTER TABLE "keys" ADD COLUMN "ends_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "keys" ADD COLUMN "ends_as" text;
--> statement-breakpoint
-- What a key shows is what LATEST and the holds say: one statement copies it, and whatever writes these tables runs it.
CREATE FUNCTION copy_latest(ids uuid[]) RETURNS void LANGUAGE sql AS $$
  WITH latest AS (
    SELECT v.key_id, v.expires_at, v.created_at, v.retires_at,
      CASE
        WHEN v.revoked_at IS NOT NULL THEN 'revoked'
        WHEN v.activated_at IS NULL THEN 'pending'
        WHEN EXISTS (SELECT 1 FROM holds AS h WHERE h.key_id = v.key_id) THEN 'suspended'
        ELSE 'active' END AS standing,
      -- A rotation due on the UTC day of the expiry carries the version to the end of that day.
      CASE
        WHEN v.retires_at IS NULL AND date_trunc('day', v.rotates_at, 'UTC') = date_trunc('day', v.expires_at, 'UTC')
        THEN date_trunc('day', v.expires_at, 'UTC') + interval '24 hours'
        ELSE v.expires_at END AS expiry
    FROM (SELECT DISTINCT id FROM unnest(ids) AS id) AS written
    JOIN key_versions AS v ON v.key_id = written.id AND v.latest
  ), shown AS (
    SELECT key_id, expires_at, created_at, standing,
      CASE WHEN standing <> 'revoked' THEN least(retires_at, expiry) END AS ends_at,
      CASE
        WHEN standing = 'revoked' OR (retires_at IS NULL AND expiry IS NULL) THEN NULL
        WHEN retires_at <= coalesce(expiry, retires_at) THEN 'revoked'
        ELSE 'expired' END AS ends_as
    FROM latest
  )
  UPDATE keys AS k
  SET expires_at = s.expires_at, issued_at = s.created_at, standing = s.standing, ends_at = s.ends_at,
    ends_as = s.ends_as
  FROM shown AS s
  WHERE k.id = s.key_id AND (k.expires_at, k.issued_at, k.standing, k.ends_at, k.ends_as)
    IS DISTINCT FROM (s.expires_at, s.created_at, s.standing, s.ends_at, s.ends_as)
$$;
--> statement-breakpoint
CREATE FUNCTION copy_latest_of_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM copy_latest(array(SELECT key_id FROM written));
  RETURN NULL;
END $$;
--> statement-breakpoint
SELECT copy_latest(array(SELECT id FROM keys));
--> statement-breakpoint
CREATE TRIGGER key_versions_copied_on_insert AFTER INSERT ON "key_versions" REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION copy_latest_of_written();
--> statement-breakpoint
CREATE TRIGGER key_versions_copied_on_update AFTER UPDATE ON "key_versions" REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION copy_latest_of_written();
--> statement-breakpoint
CREATE TRIGGER holds_copied_on_insert AFTER INSERT ON "holds" REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION copy_latest_of_written();
--> statement-breakpoint
CREATE TRIGGER holds_copied_on_update AFTER UPDATE ON "holds" REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION copy_latest_of_written();
--> statement-breakpoint
CREATE TRIGGER holds_copied_on_delete AFTER DELETE ON "holds" REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION copy_latest_of_written();
--> statement-breakpoint
-- Every three letters in a row of each text, in lower case.
CREATE FUNCTION key_grams(VARIADIC texts text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT substr(t.low, at, 3)), '{}')
  FROM unnest(texts) AS given, lower(given) AS t (low), generate_series(1, length(t.low) - 2) AS at
$$;
--> statement-breakpoint
CREATE FUNCTION note_key_texts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.deleted_at IS NOT NULL THEN
    DELETE FROM key_search WHERE key_id = NEW.id;
  ELSE
    INSERT INTO key_search (key_id, workspace_id, grams)
    VALUES (NEW.id, NEW.workspace_id, key_grams(NEW.name, NEW.description))
    ON CONFLICT (key_id) DO UPDATE SET grams = excluded.grams;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
INSERT INTO "key_search" SELECT id, workspace_id, key_grams(name, description) FROM "keys" WHERE deleted_at IS NULL;
--> statement-breakpoint
CREATE TRIGGER keys_noted_on_insert AFTER INSERT ON "keys" FOR EACH ROW EXECUTE FUNCTION note_key_texts();
--> statement-breakpoint
-- Not for a use of the key, which comes by the thousand.
CREATE TRIGGER keys_noted_on_change AFTER UPDATE OF name, description, deleted_at ON "keys" FOR EACH ROW EXECUTE FUNCTION note_key_texts();
--> statement-breakpoint
CREATE INDEX "key_search_by_gram" ON "key_search" USING gin ("grams") WITH (fastupdate=false);
--> statement-breakpoint
CREATE INDEX "events_by_type" ON "events" USING btree ("workspace_id","type","seq");
--> statement-breakpoint
CREATE INDEX "key_versions_overlapping" ON "key_versions" USING btree ("key_id") WHERE not "key_versions"."latest" and "key_versions"."revoked_at" is null;
--> statement-breakpoint
CREATE INDEX "keys_by_standing" ON "keys" USING btree ("workspace_id","kind","standing","expires_at") WHERE "keys"."deleted_at" is null;
--> statement-breakpoint
CREATE INDEX "keys_by_environment" ON "keys" USING btree ("workspace_id","kind","environment") WHERE "keys"."deleted_at" is null;
--> statement-breakpoint
CREATE INDEX "keys_by_scope" ON "keys" USING gin ("scopes") WITH (fastupdate=false) WHERE "keys"."deleted_at" is null;
--> statement-breakpoint
CREATE INDEX "keys_by_issue" ON "keys" USING btree ("workspace_id","kind","issued_at") WHERE "keys"."deleted_at" is null;
--> statement-breakpoint
CREATE INDEX "keys_undescribed" ON "keys" USING btree ("workspace_id","kind") WHERE "keys"."description" = '' and "keys"."deleted_at" is null;
--> statement-breakpoint
CREATE INDEX "keys_retired" ON "keys" USING btree ("workspace_id","kind","ends_at") WHERE "keys"."ends_as" = 'revoked' and "keys"."deleted_at" is null;
--> statement-breakpoint
ALTER TABLE "keys" ADD CONSTRAINT "keys_standing_known" CHECK ("keys"."standing" in ('active', 'pending', 'suspended', 'revoked'));
--> statement-breakpoint
ALTER TABLE "keys" ADD CONSTRAINT "keys_end_known" CHECK ("keys"."ends_as" in ('expired', 'revoked'));
--> statement-breakpoint
ALTER TABLE "keys" ADD CONSTRAINT "keys_end_whole" CHECK (("keys"."ends_at" is null) = ("keys"."ends_as" is null));
--> statement-breakpoint
ALTER TABLE "keys" ADD CONSTRAINT "keys_revoked_has_no_end" CHECK ("keys"."standing" <> 'revoked' or "keys"."ends_at" is null);
