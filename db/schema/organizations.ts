import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { memberships } from "./people";
import { workspaces } from "./workspaces";

/** Whom applications belong to: the company itself, a partner, a customer. */
export const organizations = pgTable(
  "organizations",
  {
    id: uuid("id").primaryKey(),
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    name: text("name").notNull(),
    kind: text("kind").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    unique("organizations_in_workspace").on(table.workspaceId, table.id),
    uniqueIndex("organizations_name_once").on(table.workspaceId, sql`lower(${table.name})`),
    check("organizations_kind_known", sql`${table.kind} in ('internal', 'external')`),
  ],
);

/** Teams: a Developer or Consumer reaches the applications of theirs. */
export const groups = pgTable(
  "groups",
  {
    id: uuid("id").primaryKey(),
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    name: text("name").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    unique("groups_in_workspace").on(table.workspaceId, table.id),
    uniqueIndex("groups_name_once").on(table.workspaceId, sql`lower(${table.name})`),
  ],
);

export const groupMembers = pgTable(
  "group_members",
  {
    workspaceId: uuid("workspace_id").notNull(),
    groupId: uuid("group_id").notNull(),
    userId: uuid("user_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.groupId, table.userId] }),
    foreignKey({
      columns: [table.workspaceId, table.groupId],
      foreignColumns: [groups.workspaceId, groups.id],
    }).onDelete("cascade"),
    // Whoever leaves the workspace leaves its groups.
    foreignKey({
      columns: [table.workspaceId, table.userId],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }).onDelete("cascade"),
    index("group_members_of_user").on(table.workspaceId, table.userId),
  ],
);
