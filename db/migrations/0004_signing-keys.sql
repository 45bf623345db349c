CREATE TABLE "revoked_tokens" (
	"workspace_id" uuid NOT NULL,
	"jti" text NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "revoked_tokens_workspace_id_jti_pk" PRIMARY KEY("workspace_id","jti")
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"kid" text NOT NULL,
	"bits" integer NOT NULL,
	"public_pem" text NOT NULL,
	"sealed_private" text,
	"created_by_label" text NOT NULL,
	"activated_at" timestamp (3) with time zone NOT NULL,
	"retired_at" timestamp (3) with time zone,
	CONSTRAINT "signing_keys_kid_unique" UNIQUE("kid"),
	CONSTRAINT "signing_keys_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "signing_keys_bits_known" CHECK ("signing_keys"."bits" in (2048, 3072, 4096)),
	CONSTRAINT "signing_keys_private_while_used" CHECK (("signing_keys"."retired_at" is null) = ("signing_keys"."sealed_private" is not null))
);
--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "token_audience" text;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "token_minutes" integer DEFAULT 15 NOT NULL;--> statement-breakpoint
ALTER TABLE "revoked_tokens" ADD CONSTRAINT "revoked_tokens_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_keys" ADD CONSTRAINT "signing_keys_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "revoked_tokens_by_time" ON "revoked_tokens" USING btree ("until");--> statement-breakpoint
CREATE UNIQUE INDEX "signing_keys_one_in_use" ON "signing_keys" USING btree ("workspace_id") WHERE "signing_keys"."retired_at" is null;--> statement-breakpoint
CREATE INDEX "signing_keys_of_workspace" ON "signing_keys" USING btree ("workspace_id","activated_at");--> statement-breakpoint
ALTER TABLE "workspaces" ADD CONSTRAINT "workspaces_token_minutes_known" CHECK ("workspaces"."token_minutes" between 1 and 60);