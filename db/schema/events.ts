import { bigint, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns";
import { workspaces } from "./workspaces";

/** The audit log: append-only, hash-chained per workspace. */
export const events = pgTable(
  "events",
  {
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    seq: bigint("seq", { mode: "number" }).notNull(),
    at: instant("at").notNull(),
    type: text("type").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id"),
    actorLabel: text("actor_label").notNull(),
    via: text("via").notNull(),
    ip: text("ip"),
    userAgent: text("user_agent"),
    requestId: text("request_id"),
    subjectKind: text("subject_kind").notNull(),
    subjectId: text("subject_id").notNull(),
    subjectLabel: text("subject_label").notNull(),
    before: jsonb("before"),
    after: jsonb("after"),
    /** SHA-256 over the previous entry's hash and this entry's canonical text. */
    hash: bytea("hash").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.seq] }),
    // For the histories of rotations and revocations, which may be few among many events.
    index("events_by_type").on(table.workspaceId, table.type, table.seq),
    index("events_of_subject").on(table.workspaceId, table.subjectKind, table.subjectId, table.seq),
  ],
);

/** The end of each workspace's chain; its row lock puts the appenders in order. */
export const eventHeads = pgTable("event_heads", {
  workspaceId: uuid("workspace_id")
    .primaryKey()
    .references(() => workspaces.id),
  seq: bigint("seq", { mode: "number" }).notNull(),
  hash: bytea("hash").notNull(),
});
