import { bigint, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** Calls per key version, verifier, hour and outcome (a verdict code, or `exchanged`). Written in batches by adding. */
export const usage = pgTable(
  "usage",
  {
    workspaceId: uuid("workspace_id").notNull(),
    keyId: uuid("key_id").notNull(),
    versionId: uuid("version_id").notNull(),
    verifierId: uuid("verifier_id").notNull(),
    hour: instant("hour").notNull(),
    outcome: text("outcome").notNull(),
    calls: bigint("calls", { mode: "number" }).notNull(),
    lastAt: instant("last_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.versionId, table.verifierId, table.hour, table.outcome] }),
    index("usage_of_key").on(table.workspaceId, table.keyId, table.hour),
    // For the sweep: rows come in about the order of their hours, so a few kilobytes tell where the old ones are.
    index("usage_by_hour").using("brin", table.hour),
  ],
);

/** Where the calls of a key version come from. */
export const callers = pgTable(
  "callers",
  {
    workspaceId: uuid("workspace_id").notNull(),
    keyId: uuid("key_id").notNull(),
    versionId: uuid("version_id").notNull(),
    verifierId: uuid("verifier_id").notNull(),
    ip: text("ip").notNull(),
    userAgent: text("user_agent").notNull(),
    calls: bigint("calls", { mode: "number" }).notNull(),
    firstAt: instant("first_at").notNull(),
    lastAt: instant("last_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.versionId, table.verifierId, table.ip, table.userAgent] }),
    index("callers_of_key").on(table.workspaceId, table.keyId, table.lastAt),
    index("callers_by_time").on(table.lastAt),
  ],
);

/** How far each verifier's batches have been written: a batch whose commit is in doubt is sent again, and counts once. */
export const usageBatches = pgTable("usage_batches", {
  verifierId: uuid("verifier_id").primaryKey(),
  batch: bigint("batch", { mode: "number" }).notNull(),
  at: instant("at").notNull(),
});

/** Why a credential was refused, under the id that its bearer was given. Kept for a week. */
export const diagnostics = pgTable(
  "diagnostics",
  {
    id: text("id").primaryKey(),
    /** Null where nothing ties the credential to a workspace. */
    workspaceId: uuid("workspace_id"),
    at: instant("at").notNull(),
    /** A code, and behind it the names that it is about (`lib/domain/diagnostics/cause.ts`). */
    cause: text("cause").notNull(),
    publicId: text("public_id"),
    keyId: uuid("key_id"),
    ip: text("ip"),
  },
  (table) => [index("diagnostics_by_time").on(table.at)],
);
