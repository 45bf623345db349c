CREATE TABLE "api_auth_types" (
	"workspace_id" uuid NOT NULL,
	"api_id" uuid NOT NULL,
	"auth_type" text NOT NULL,
	"policy_template_id" uuid NOT NULL,
	CONSTRAINT "api_auth_types_api_id_auth_type_pk" PRIMARY KEY("api_id","auth_type"),
	CONSTRAINT "api_auth_types_known" CHECK ("api_auth_types"."auth_type" in ('api_key', 'oauth2_client_credentials', 'basic'))
);
--> statement-breakpoint
CREATE TABLE "apis" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"version" text NOT NULL,
	"description" text NOT NULL,
	"documentation" text NOT NULL,
	"approval" text NOT NULL,
	"environments" text[] NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"retired_at" timestamp (3) with time zone,
	CONSTRAINT "apis_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "apis_slug_once" UNIQUE("workspace_id","slug"),
	CONSTRAINT "apis_approval_known" CHECK ("apis"."approval" in ('auto', 'manual')),
	CONSTRAINT "apis_environment_needed" CHECK (cardinality("apis"."environments") > 0)
);
--> statement-breakpoint
CREATE TABLE "applications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"organization_id" uuid,
	"group_id" uuid,
	"owner_id" uuid,
	"external_id" text,
	"suspended_at" timestamp (3) with time zone,
	"suspended_by_label" text,
	"suspended_reason" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by_label" text NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "applications_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "applications_suspension_whole" CHECK (("applications"."suspended_at" is null) = ("applications"."suspended_by_label" is null)
        and ("applications"."suspended_at" is null) = ("applications"."suspended_reason" is null))
);
--> statement-breakpoint
CREATE TABLE "key_sets" (
	"key_id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"application_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"auth_type" text NOT NULL,
	"policy_template_id" uuid,
	"policy" jsonb NOT NULL,
	"fingerprint" text NOT NULL,
	"next_policy" jsonb,
	"current" boolean DEFAULT true NOT NULL,
	CONSTRAINT "key_sets_auth_type_known" CHECK ("key_sets"."auth_type" in ('api_key', 'oauth2_client_credentials', 'basic'))
);
--> statement-breakpoint
CREATE TABLE "group_members" (
	"workspace_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "group_members_group_id_user_id_pk" PRIMARY KEY("group_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "groups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "groups_in_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "organizations_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "organizations_kind_known" CHECK ("organizations"."kind" in ('internal', 'external'))
);
--> statement-breakpoint
CREATE TABLE "policy_templates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"expiration_amount" integer,
	"expiration_unit" text,
	"rotation_amount" integer,
	"rotation_unit" text,
	"manual_regeneration" boolean NOT NULL,
	"overlap_days" integer NOT NULL,
	"retrievable" boolean NOT NULL,
	"notify_days" integer[] NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"revised_at" timestamp (3) with time zone NOT NULL,
	"retired_at" timestamp (3) with time zone,
	CONSTRAINT "policy_templates_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "policy_templates_units_known" CHECK ("policy_templates"."expiration_unit" in ('days', 'months')
        and "policy_templates"."rotation_unit" in ('days', 'months')),
	CONSTRAINT "policy_templates_spans_whole" CHECK (("policy_templates"."expiration_amount" is null) = ("policy_templates"."expiration_unit" is null)
        and ("policy_templates"."rotation_amount" is null) = ("policy_templates"."rotation_unit" is null)),
	CONSTRAINT "policy_templates_amounts_positive" CHECK ("policy_templates"."expiration_amount" > 0 and "policy_templates"."rotation_amount" > 0 and "policy_templates"."overlap_days" >= 0),
	CONSTRAINT "policy_templates_rotation_within_expiration" CHECK ("policy_templates"."expiration_unit" is distinct from "policy_templates"."rotation_unit"
        or "policy_templates"."rotation_amount" <= "policy_templates"."expiration_amount")
);
--> statement-breakpoint
CREATE TABLE "subscription_key_sets" (
	"workspace_id" uuid NOT NULL,
	"subscription_id" uuid NOT NULL,
	"key_id" uuid NOT NULL,
	CONSTRAINT "subscription_key_sets_subscription_id_key_id_pk" PRIMARY KEY("subscription_id","key_id")
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"application_id" uuid NOT NULL,
	"api_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"use_case" text NOT NULL,
	"status" text NOT NULL,
	"requested_by" uuid,
	"requested_by_label" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"decided_by_label" text,
	"reason" text,
	CONSTRAINT "subscriptions_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "subscriptions_status_known" CHECK ("subscriptions"."status" in ('pending', 'active', 'suspended', 'rejected', 'withdrawn', 'revoked')),
	CONSTRAINT "subscriptions_decision_whole" CHECK (("subscriptions"."decided_at" is null) = ("subscriptions"."decided_by_label" is null)
        and ("subscriptions"."status" = 'pending' or "subscriptions"."decided_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "key_versions" ADD COLUMN "sealed_secret" text;--> statement-breakpoint
ALTER TABLE "key_versions" ADD COLUMN "reveal_once" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "key_versions" ADD COLUMN "revealed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "key_versions" ADD COLUMN "made_by" text DEFAULT 'created' NOT NULL;--> statement-breakpoint
ALTER TABLE "keys" ADD COLUMN "rotates_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "keys" ADD COLUMN "rotate_every_days" integer;--> statement-breakpoint
ALTER TABLE "keys" ADD COLUMN "rotate_overlap_hours" integer;--> statement-breakpoint
ALTER TABLE "api_auth_types" ADD CONSTRAINT "api_auth_types_workspace_id_api_id_apis_workspace_id_id_fk" FOREIGN KEY ("workspace_id","api_id") REFERENCES "public"."apis"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_auth_types" ADD CONSTRAINT "api_auth_types_workspace_id_policy_template_id_policy_templates_workspace_id_id_fk" FOREIGN KEY ("workspace_id","policy_template_id") REFERENCES "public"."policy_templates"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "apis" ADD CONSTRAINT "apis_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_workspace_id_organization_id_organizations_workspace_id_id_fk" FOREIGN KEY ("workspace_id","organization_id") REFERENCES "public"."organizations"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_workspace_id_group_id_groups_workspace_id_id_fk" FOREIGN KEY ("workspace_id","group_id") REFERENCES "public"."groups"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_sets" ADD CONSTRAINT "key_sets_workspace_id_key_id_keys_workspace_id_id_fk" FOREIGN KEY ("workspace_id","key_id") REFERENCES "public"."keys"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_sets" ADD CONSTRAINT "key_sets_workspace_id_application_id_applications_workspace_id_id_fk" FOREIGN KEY ("workspace_id","application_id") REFERENCES "public"."applications"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_sets" ADD CONSTRAINT "key_sets_workspace_id_policy_template_id_policy_templates_workspace_id_id_fk" FOREIGN KEY ("workspace_id","policy_template_id") REFERENCES "public"."policy_templates"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_members" ADD CONSTRAINT "group_members_workspace_id_group_id_groups_workspace_id_id_fk" FOREIGN KEY ("workspace_id","group_id") REFERENCES "public"."groups"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_members" ADD CONSTRAINT "group_members_workspace_id_user_id_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "groups" ADD CONSTRAINT "groups_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_templates" ADD CONSTRAINT "policy_templates_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription_key_sets" ADD CONSTRAINT "subscription_key_sets_workspace_id_subscription_id_subscriptions_workspace_id_id_fk" FOREIGN KEY ("workspace_id","subscription_id") REFERENCES "public"."subscriptions"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription_key_sets" ADD CONSTRAINT "subscription_key_sets_workspace_id_key_id_keys_workspace_id_id_fk" FOREIGN KEY ("workspace_id","key_id") REFERENCES "public"."keys"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_workspace_id_application_id_applications_workspace_id_id_fk" FOREIGN KEY ("workspace_id","application_id") REFERENCES "public"."applications"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_workspace_id_api_id_apis_workspace_id_id_fk" FOREIGN KEY ("workspace_id","api_id") REFERENCES "public"."apis"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_auth_types_of_template" ON "api_auth_types" USING btree ("workspace_id","policy_template_id");--> statement-breakpoint
CREATE INDEX "apis_by_name" ON "apis" USING btree ("workspace_id",lower("name"),"id");--> statement-breakpoint
CREATE UNIQUE INDEX "applications_name_once" ON "applications" USING btree ("workspace_id",lower("name")) WHERE "applications"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "applications_of_organization" ON "applications" USING btree ("workspace_id","organization_id");--> statement-breakpoint
CREATE INDEX "applications_of_group" ON "applications" USING btree ("workspace_id","group_id");--> statement-breakpoint
CREATE INDEX "applications_of_owner" ON "applications" USING btree ("workspace_id","owner_id");--> statement-breakpoint
CREATE INDEX "applications_by_created" ON "applications" USING btree ("workspace_id","created_at","id") WHERE "applications"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "key_sets_reused" ON "key_sets" USING btree ("workspace_id","application_id","environment","auth_type","fingerprint") WHERE "key_sets"."current";--> statement-breakpoint
CREATE INDEX "key_sets_of_application" ON "key_sets" USING btree ("workspace_id","application_id");--> statement-breakpoint
CREATE INDEX "key_sets_of_template" ON "key_sets" USING btree ("workspace_id","policy_template_id");--> statement-breakpoint
CREATE INDEX "key_sets_by_auth_type" ON "key_sets" USING btree ("workspace_id","auth_type","key_id");--> statement-breakpoint
CREATE INDEX "group_members_of_user" ON "group_members" USING btree ("workspace_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "groups_name_once" ON "groups" USING btree ("workspace_id",lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "organizations_name_once" ON "organizations" USING btree ("workspace_id",lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "policy_templates_name_once" ON "policy_templates" USING btree ("workspace_id",lower("name")) WHERE "policy_templates"."retired_at" is null;--> statement-breakpoint
CREATE INDEX "policy_templates_of_workspace" ON "policy_templates" USING btree ("workspace_id");--> statement-breakpoint
CREATE INDEX "subscription_key_sets_of_key" ON "subscription_key_sets" USING btree ("key_id","subscription_id");--> statement-breakpoint
CREATE UNIQUE INDEX "subscriptions_one_open" ON "subscriptions" USING btree ("application_id","api_id","environment") WHERE "subscriptions"."status" in ('pending', 'active', 'suspended');--> statement-breakpoint
CREATE INDEX "subscriptions_by_time" ON "subscriptions" USING btree ("workspace_id","requested_at","id");--> statement-breakpoint
CREATE INDEX "subscriptions_by_status" ON "subscriptions" USING btree ("workspace_id","status","requested_at","id");--> statement-breakpoint
CREATE INDEX "subscriptions_of_application" ON "subscriptions" USING btree ("workspace_id","application_id","requested_at");--> statement-breakpoint
CREATE INDEX "subscriptions_of_api" ON "subscriptions" USING btree ("workspace_id","api_id","requested_at");--> statement-breakpoint
CREATE INDEX "key_versions_sealed_until" ON "key_versions" USING btree (least("retires_at", "expires_at")) WHERE "key_versions"."sealed_secret" is not null;--> statement-breakpoint
CREATE INDEX "keys_by_rotation" ON "keys" USING btree ("workspace_id","rotates_at","id") WHERE "keys"."kind" = 'key_set' and "keys"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "keys_to_rotate" ON "keys" USING btree ("rotates_at") WHERE "keys"."rotates_at" is not null and "keys"."standing" in ('active', 'suspended') and "keys"."deleted_at" is null;--> statement-breakpoint
ALTER TABLE "key_versions" ADD CONSTRAINT "key_versions_made_by_known" CHECK ("key_versions"."made_by" in ('created', 'regenerated', 'rotated', 'schedule'));--> statement-breakpoint
ALTER TABLE "key_versions" ADD CONSTRAINT "key_versions_revoked_is_unsealed" CHECK ("key_versions"."revoked_at" is null or "key_versions"."sealed_secret" is null);--> statement-breakpoint
ALTER TABLE "key_versions" ADD CONSTRAINT "key_versions_revealed_is_unsealed" CHECK (not "key_versions"."reveal_once" or "key_versions"."revealed_at" is null or "key_versions"."sealed_secret" is null);--> statement-breakpoint
ALTER TABLE "key_versions" ADD CONSTRAINT "key_versions_pending_is_bare" CHECK ("key_versions"."activated_at" is not null or "key_versions"."sealed_secret" is null);--> statement-breakpoint
ALTER TABLE "keys" ADD CONSTRAINT "keys_environment_of_key_set" CHECK ("keys"."kind" <> 'key_set' or "keys"."environment" is not null);--> statement-breakpoint
ALTER TABLE "keys" ADD CONSTRAINT "keys_schedule_whole" CHECK (("keys"."rotate_every_days" is null) = ("keys"."rotate_overlap_hours" is null)
        and ("keys"."rotate_every_days" is null or "keys"."kind" = 'access'));--> statement-breakpoint
ALTER TABLE "keys" ADD CONSTRAINT "keys_schedule_known" CHECK ("keys"."rotate_every_days" > 0 and "keys"."rotate_overlap_hours" between 1 and 720);--> statement-breakpoint
-- What is known of how earlier versions were made: an overlap left its mark on the version before.
UPDATE key_versions AS v SET made_by = CASE
  WHEN EXISTS (SELECT 1 FROM key_versions AS p
    WHERE p.key_id = v.key_id AND p.generation = v.generation - 1 AND p.retires_at IS NOT NULL)
  THEN 'rotated' ELSE 'regenerated' END
WHERE v.generation > 1;
--> statement-breakpoint
-- A key set has an environment, and its row here says the same one.
CREATE FUNCTION check_key_set() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM keys AS k WHERE k.id = NEW.key_id AND k.workspace_id = NEW.workspace_id
    AND k.kind = 'key_set' AND k.environment = NEW.environment) THEN
    RAISE EXCEPTION 'a key set says another environment than its key, or its key is none' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER key_sets_checked AFTER INSERT OR UPDATE OF key_id, workspace_id, environment ON "key_sets" FOR EACH ROW EXECUTE FUNCTION check_key_set();
--> statement-breakpoint
-- As in 0003, with the date on which LATEST is to be rotated; one that was rotated on its last day ends by its retirement.
CREATE OR REPLACE FUNCTION copy_latest(ids uuid[]) RETURNS void LANGUAGE sql AS $$
  WITH latest AS (
    SELECT v.key_id, v.expires_at, v.created_at, v.retires_at,
      CASE WHEN v.revoked_at IS NULL THEN v.rotates_at END AS rotates_at,
      CASE
        WHEN v.revoked_at IS NOT NULL THEN 'revoked'
        WHEN v.activated_at IS NULL THEN 'pending'
        WHEN EXISTS (SELECT 1 FROM holds AS h WHERE h.key_id = v.key_id) THEN 'suspended'
        ELSE 'active' END AS standing,
      -- A rotation due on the UTC day of the expiry carries the version to the end of that day.
      CASE
        WHEN date_trunc('day', v.rotates_at, 'UTC') IS DISTINCT FROM date_trunc('day', v.expires_at, 'UTC')
        THEN v.expires_at
        WHEN v.retires_at IS NULL THEN date_trunc('day', v.expires_at, 'UTC') + interval '24 hours' END AS expiry
    FROM (SELECT DISTINCT id FROM unnest(ids) AS id) AS written
    JOIN key_versions AS v ON v.key_id = written.id AND v.latest
  ), shown AS (
    SELECT key_id, expires_at, created_at, rotates_at, standing,
      CASE WHEN standing <> 'revoked' THEN least(retires_at, expiry) END AS ends_at,
      CASE
        WHEN standing = 'revoked' OR (retires_at IS NULL AND expiry IS NULL) THEN NULL
        WHEN retires_at <= coalesce(expiry, retires_at) THEN 'revoked'
        ELSE 'expired' END AS ends_as
    FROM latest
  )
  UPDATE keys AS k
  SET expires_at = s.expires_at, issued_at = s.created_at, rotates_at = s.rotates_at, standing = s.standing,
    ends_at = s.ends_at, ends_as = s.ends_as
  FROM shown AS s
  WHERE k.id = s.key_id AND (k.expires_at, k.issued_at, k.rotates_at, k.standing, k.ends_at, k.ends_as)
    IS DISTINCT FROM (s.expires_at, s.created_at, s.rotates_at, s.standing, s.ends_at, s.ends_as)
$$;
--> statement-breakpoint
SELECT copy_latest(array(SELECT key_id FROM key_versions WHERE latest AND rotates_at IS NOT NULL));
