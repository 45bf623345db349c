import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Policy } from "@/lib/domain/key-sets/policy";
import { applications } from "./applications";
import { keys } from "./keys";
import { policyTemplates } from "./policy-templates";

/** What makes a key the key set of an application: one row for each key of that kind. */
export const keySets = pgTable(
  "key_sets",
  {
    keyId: uuid("key_id").primaryKey(),
    workspaceId: uuid("workspace_id").notNull(),
    applicationId: uuid("application_id").notNull(),
    /** The key's own, copied for the index; a trigger holds it to it (migration 0007). */
    environment: text("environment").notNull(),
    authType: text("auth_type").notNull(),
    /** Where the policy came from. */
    policyTemplateId: uuid("policy_template_id"),
    policy: jsonb("policy").$type<Policy>().notNull(),
    fingerprint: text("fingerprint").notNull(),
    /** Takes the policy's place with the next secret; null = nothing waits. */
    nextPolicy: jsonb("next_policy").$type<Policy>(),
    /** False once another took its place: then no new subscription uses it. */
    current: boolean("current").notNull().default(true),
  },
  (table) => [
    foreignKey({ columns: [table.workspaceId, table.keyId], foreignColumns: [keys.workspaceId, keys.id] }),
    foreignKey({
      columns: [table.workspaceId, table.applicationId],
      foreignColumns: [applications.workspaceId, applications.id],
    }),
    foreignKey({
      columns: [table.workspaceId, table.policyTemplateId],
      foreignColumns: [policyTemplates.workspaceId, policyTemplates.id],
    }),
    check(
      "key_sets_auth_type_known",
      sql`${table.authType} in ('api_key', 'oauth2_client_credentials', 'basic')`,
    ),
    // Two subscriptions at one moment make one key set between them.
    uniqueIndex("key_sets_reused")
      .on(table.workspaceId, table.applicationId, table.environment, table.authType, table.fingerprint)
      .where(sql`${table.current}`),
    index("key_sets_of_application").on(table.workspaceId, table.applicationId),
    index("key_sets_of_template").on(table.workspaceId, table.policyTemplateId),
    index("key_sets_by_auth_type").on(table.workspaceId, table.authType, table.keyId),
  ],
);
