import { sql } from "drizzle-orm";
import {
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
import { instant } from "./columns";
import { workspaces } from "./workspaces";

/** The rules that a key set is made by. Each key set keeps a copy of its own; this is what new ones start from. */
export const policyTemplates = pgTable(
  "policy_templates",
  {
    id: uuid("id").primaryKey(),
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    name: text("name").notNull(),
    description: text("description").notNull(),
    /** Null = a credential never expires. */
    expirationAmount: integer("expiration_amount"),
    expirationUnit: text("expiration_unit"),
    /** Null = it is never rotated by itself. */
    rotationAmount: integer("rotation_amount"),
    rotationUnit: text("rotation_unit"),
    manualRegeneration: boolean("manual_regeneration").notNull(),
    overlapDays: integer("overlap_days").notNull(),
    /** Whether credentials can be read again; else each is shown once. */
    retrievable: boolean("retrievable").notNull(),
    notifyDays: integer("notify_days").array().notNull(),
    createdAt: instant("created_at").notNull(),
    revisedAt: instant("revised_at").notNull(),
    retiredAt: instant("retired_at"),
  },
  (table) => [
    unique("policy_templates_in_workspace").on(table.workspaceId, table.id),
    uniqueIndex("policy_templates_name_once")
      .on(table.workspaceId, sql`lower(${table.name})`)
      .where(sql`${table.retiredAt} is null`),
    index("policy_templates_of_workspace").on(table.workspaceId),
    check(
      "policy_templates_units_known",
      sql`${table.expirationUnit} in ('days', 'months')
        and ${table.rotationUnit} in ('days', 'months')`,
    ),
    check(
      "policy_templates_spans_whole",
      sql`(${table.expirationAmount} is null) = (${table.expirationUnit} is null)
        and (${table.rotationAmount} is null) = (${table.rotationUnit} is null)`,
    ),
    check(
      "policy_templates_amounts_positive",
      sql`${table.expirationAmount} > 0 and ${table.rotationAmount} > 0 and ${table.overlapDays} >= 0`,
    ),
    check(
      "policy_templates_rotation_within_expiration",
      sql`${table.expirationUnit} is distinct from ${table.rotationUnit}
        or ${table.rotationAmount} <= ${table.expirationAmount}`,
    ),
  ],
);
