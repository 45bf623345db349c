import { sql } from "drizzle-orm";
import { boolean, check, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns";

/** What the hub knows of itself, in one row. */
export const hub = pgTable(
  "hub",
  {
    single: boolean("single").primaryKey().default(true),
    createdAt: instant("created_at").notNull(),
    /** A known text sealed under the master key: proves at start that the key is the right one. */
    masterKeyProof: text("master_key_proof").notNull(),
    /** SHA-256 of the one-time setup link's token; null once there is an owner. */
    setupDigest: bytea("setup_digest"),
    setupDoneAt: instant("setup_done_at"),
  },
  (table) => [check("hub_single", sql`${table.single}`)],
);

/** Answers already given, so that a replayed submit changes nothing twice. They hold no secret. */
export const idempotency = pgTable(
  "idempotency",
  {
    workspaceId: uuid("workspace_id").notNull(),
    actorId: text("actor_id").notNull(),
    key: text("key").notNull(),
    command: text("command").notNull(),
    answer: jsonb("answer").notNull(),
    at: instant("at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.actorId, table.key] }),
    index("idempotency_by_time").on(table.at),
  ],
);
