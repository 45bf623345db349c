CREATE TABLE "demo_objects" (
	"workspace_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"id" uuid NOT NULL,
	CONSTRAINT "demo_objects_workspace_id_kind_id_pk" PRIMARY KEY("workspace_id","kind","id"),
	CONSTRAINT "demo_objects_kind_known" CHECK ("demo_objects"."kind" in ('organization', 'group', 'policy-template', 'api', 'application', 'access-key', 'personal-key'))
);
--> statement-breakpoint
ALTER TABLE "demo_objects" ADD CONSTRAINT "demo_objects_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;