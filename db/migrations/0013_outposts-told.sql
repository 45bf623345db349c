ALTER TABLE "outposts" ADD COLUMN "api" text;--> statement-breakpoint
-- What Outposts know lacks the APIs there are, and the application of each key set: each fetches its state anew, as after
-- a reset, and proves the next signing key once more. Until then it goes on with what it has.
UPDATE "outposts" SET "generation" = "generation" + 1, "canary_kid" = NULL, "canary_verified" = NULL, "canary_error" = NULL
WHERE "removed_at" IS NULL;
