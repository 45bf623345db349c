import { sql } from "drizzle-orm";
import { check, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { workspaces } from "./workspaces";

/** The roles of a workspace: the five built-in ones, and those that its Owner has added. */
export const roles = pgTable(
  "roles",
  {
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    /** What programs know a role by. Made from its first name, and stays when it is renamed. */
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    /** Empty for a built-in role, whose purpose the product knows. */
    description: text("description").notNull().default(""),
    /** What differs from where the role began: permission -> reach, or null where it was taken away. */
    changes: jsonb("changes").$type<Record<string, string | null>>().notNull().default({}),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.slug] }),
    uniqueIndex("roles_name_once").on(table.workspaceId, sql`lower(${table.name})`),
    check("roles_slug_legal", sql`${table.slug} ~ '^[a-z][a-z0-9-]{0,39}$'`),
    check("roles_owner_fixed", sql`${table.slug} <> 'owner' or ${table.changes} = '{}'::jsonb`),
  ],
);
