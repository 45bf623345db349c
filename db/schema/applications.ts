import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { groups, organizations } from "./organizations";
import { users } from "./people";
import { workspaces } from "./workspaces";

/** The programs that subscribe to APIs. Their credentials are key sets. */
export const applications = pgTable(
  "applications",
  {
    id: uuid("id").primaryKey(),
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    name: text("name").notNull(),
    description: text("description").notNull(),
    organizationId: uuid("organization_id"),
    groupId: uuid("group_id"),
    ownerId: uuid("owner_id").references(() => users.id),
    /** What the team's own systems call it. */
    externalId: text("external_id"),
    suspendedAt: instant("suspended_at"),
    suspendedByLabel: text("suspended_by_label"),
    suspendedReason: text("suspended_reason"),
    createdAt: instant("created_at").notNull(),
    createdByLabel: text("created_by_label").notNull(),
    deletedAt: instant("deleted_at"),
  },
  (table) => [
    unique("applications_in_workspace").on(table.workspaceId, table.id),
    foreignKey({
      columns: [table.workspaceId, table.organizationId],
      foreignColumns: [organizations.workspaceId, organizations.id],
    }),
    foreignKey({
      columns: [table.workspaceId, table.groupId],
      foreignColumns: [groups.workspaceId, groups.id],
    }),
    uniqueIndex("applications_name_once")
      .on(table.workspaceId, sql`lower(${table.name})`)
      .where(sql`${table.deletedAt} is null`),
    index("applications_of_organization").on(table.workspaceId, table.organizationId),
    index("applications_of_group").on(table.workspaceId, table.groupId),
    index("applications_of_owner").on(table.workspaceId, table.ownerId),
    index("applications_by_created")
      .on(table.workspaceId, table.createdAt, table.id)
      .where(sql`${table.deletedAt} is null`),
    check(
      "applications_suspension_whole",
      sql`(${table.suspendedAt} is null) = (${table.suspendedByLabel} is null)
        and (${table.suspendedAt} is null) = (${table.suspendedReason} is null)`,
    ),
  ],
);
