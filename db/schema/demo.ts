import { sql } from "drizzle-orm";
import { check, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { workspaces } from "./workspaces";

/** What a workspace's demo data is: each thing that was loaded and is not part of another. Gone with its removal. */
export const demoObjects = pgTable(
  "demo_objects",
  {
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    kind: text("kind").notNull(),
    id: uuid("id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.kind, table.id] }),
    check(
      "demo_objects_kind_known",
      sql`${table.kind} in ('organization', 'group', 'policy-template', 'api', 'application', 'access-key', 'personal-key')`,
    ),
  ],
);
