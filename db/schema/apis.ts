import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { policyTemplates } from "./policy-templates";
import { workspaces } from "./workspaces";

/** The API Catalog. */
export const apis = pgTable(
  "apis",
  {
    id: uuid("id").primaryKey(),
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    /** What programs name it by, out of name and version: `orders-v1`. */
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    version: text("version").notNull(),
    description: text("description").notNull(),
    /** An https address, or words. */
    documentation: text("documentation").notNull(),
    /** Whether a person lets each subscription in, or nobody needs to. */
    approval: text("approval").notNull(),
    environments: text("environments").array().notNull(),
    createdAt: instant("created_at").notNull(),
    /** Takes no subscription since then; those there are go on. */
    retiredAt: instant("retired_at"),
  },
  (table) => [
    unique("apis_in_workspace").on(table.workspaceId, table.id),
    unique("apis_slug_once").on(table.workspaceId, table.slug),
    index("apis_by_name").on(table.workspaceId, sql`lower(${table.name})`, table.id),
    check("apis_approval_known", sql`${table.approval} in ('auto', 'manual')`),
    check("apis_environment_needed", sql`cardinality(${table.environments}) > 0`),
  ],
);

/** By what an API lets applications in, and the policy of each. */
export const apiAuthTypes = pgTable(
  "api_auth_types",
  {
    workspaceId: uuid("workspace_id").notNull(),
    apiId: uuid("api_id").notNull(),
    authType: text("auth_type").notNull(),
    policyTemplateId: uuid("policy_template_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.apiId, table.authType] }),
    foreignKey({ columns: [table.workspaceId, table.apiId], foreignColumns: [apis.workspaceId, apis.id] }),
    foreignKey({
      columns: [table.workspaceId, table.policyTemplateId],
      foreignColumns: [policyTemplates.workspaceId, policyTemplates.id],
    }),
    index("api_auth_types_of_template").on(table.workspaceId, table.policyTemplateId),
    check(
      "api_auth_types_known",
      sql`${table.authType} in ('api_key', 'oauth2_client_credentials', 'basic')`,
    ),
  ],
);
