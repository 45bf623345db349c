CREATE TABLE "roles" (
	"workspace_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"changes" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "roles_workspace_id_slug_pk" PRIMARY KEY("workspace_id","slug"),
	CONSTRAINT "roles_slug_legal" CHECK ("roles"."slug" ~ '^[a-z][a-z0-9-]{0,39}$'),
	CONSTRAINT "roles_owner_fixed" CHECK ("roles"."slug" <> 'owner' or "roles"."changes" = '{}'::jsonb)
);
--> statement-breakpoint
ALTER TABLE "invitations" DROP CONSTRAINT "invitations_role_known";--> statement-breakpoint
ALTER TABLE "memberships" DROP CONSTRAINT "memberships_role_known";--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "roles_name_once" ON "roles" USING btree ("workspace_id",lower("name"));--> statement-breakpoint
-- Every workspace has the built-in roles, as a new one gets them.
INSERT INTO "roles" ("workspace_id", "slug", "name", "created_at")
SELECT w.id, r.slug, r.name, w.created_at FROM "workspaces" AS w
CROSS JOIN (VALUES ('owner', 'Owner'), ('admin', 'Admin'), ('developer', 'Developer'), ('consumer', 'Consumer'),
  ('viewer', 'Viewer')) AS r (slug, name);
--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_workspace_id_role_roles_workspace_id_slug_fk" FOREIGN KEY ("workspace_id","role") REFERENCES "public"."roles"("workspace_id","slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "memberships_of_role" ON "memberships" USING btree ("workspace_id","role");
