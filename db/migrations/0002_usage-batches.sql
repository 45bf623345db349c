CREATE TABLE "usage_batches" (
	"verifier_id" uuid PRIMARY KEY NOT NULL,
	"batch" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
