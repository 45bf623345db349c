import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** The change feed: everything that alters a verdict, in the order of the commits. */
export const feed = pgTable(
  "feed",
  {
    revision: bigint("revision", { mode: "number" }).primaryKey(),
    workspaceId: uuid("workspace_id").notNull(),
    kind: text("kind").notNull(),
    subjectId: uuid("subject_id").notNull(),
    at: instant("at").notNull(),
  },
  (table) => [
    index("feed_by_time").on(table.at),
    // For what has not reached an Outpost: the newest change of one key.
    index("feed_by_subject").on(table.subjectId, table.revision),
  ],
);

/** The newest revision, in one row. Its lock is held to the commit, so that no reader can skip a revision. */
export const feedHead = pgTable(
  "feed_head",
  {
    single: boolean("single").primaryKey().default(true),
    revision: bigint("revision", { mode: "number" }).notNull(),
  },
  (table) => [check("feed_head_single", sql`${table.single}`)],
);

/** Who enforces verdicts, and how far each has come. `polledAt` is the database's clock, never a machine's. */
export const verifiers = pgTable("verifiers", {
  id: uuid("id").primaryKey(),
  kind: text("kind").notNull(),
  name: text("name").notNull(),
  startedAt: instant("started_at").notNull(),
  polledAt: instant("polled_at").notNull(),
  appliedRevision: bigint("applied_revision", { mode: "number" }).notNull(),
});
