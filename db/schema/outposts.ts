import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns";
import { workspaces } from "./workspaces";

/** The verifiers that stand in front of a team's APIs, and what each last told of itself. */
export const outposts = pgTable(
  "outposts",
  {
    id: uuid("id").primaryKey(),
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    name: text("name").notNull(),
    environment: text("environment"),
    /** SHA-256 of the token; null once the Outpost has been removed. */
    tokenDigest: bytea("token_digest").unique(),
    /** Moved by each reset. */
    generation: integer("generation").notNull().default(1),
    createdByLabel: text("created_by_label").notNull(),
    createdAt: instant("created_at").notNull(),
    removedAt: instant("removed_at"),
    // What its last receipt told; null where it never sent one.
    lastSeenAt: instant("last_seen_at"),
    appliedGeneration: integer("applied_generation"),
    appliedRevision: bigint("applied_revision", { mode: "number" }),
    /** Of the signing keys that it knows. */
    kids: text("kids").array().notNull().default([]),
    version: text("version"),
    /** The slug of the API that it says it was started with; "" = with none, null = it does not say. */
    api: text("api"),
    /** How far its clock is ahead of the hub's. */
    clockSkewMs: integer("clock_skew_ms"),
    /** Whether it could verify the token that a signing key to come has signed for it. */
    canaryKid: text("canary_kid"),
    canaryVerified: boolean("canary_verified"),
    canaryError: text("canary_error"),
    /** Since its enrolment. */
    requestsAllowed: bigint("requests_allowed", { mode: "number" }).notNull().default(0),
    requestsDenied: bigint("requests_denied", { mode: "number" }).notNull().default(0),
    /** The number that the Outpost gave the last counts that were taken, and how many have been taken. */
    batch: bigint("batch", { mode: "number" }),
    batches: bigint("batches", { mode: "number" }).notNull().default(0),
  },
  (table) => [
    unique("outposts_in_workspace").on(table.workspaceId, table.id),
    uniqueIndex("outposts_name_once")
      .on(table.workspaceId, sql`lower(${table.name})`)
      .where(sql`${table.removedAt} is null`),
    check(
      "outposts_token_until_removed",
      sql`(${table.removedAt} is null) = (${table.tokenDigest} is not null)`,
    ),
    // For receipts: which of them have been heard of lately.
    index("outposts_by_sight").on(table.workspaceId, table.lastSeenAt).where(sql`${table.removedAt} is null`),
  ],
);
