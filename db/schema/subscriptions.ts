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
import { apis } from "./apis";
import { applications } from "./applications";
import { instant } from "./columns";
import { keys } from "./keys";
import { users } from "./people";

/** An application's leave to call an API in one environment. */
export const subscriptions = pgTable(
  "subscriptions",
  {
    id: uuid("id").primaryKey(),
    workspaceId: uuid("workspace_id").notNull(),
    applicationId: uuid("application_id").notNull(),
    apiId: uuid("api_id").notNull(),
    environment: text("environment").notNull(),
    useCase: text("use_case").notNull(),
    /** Stored: people decide it, and no clock does. */
    status: text("status").notNull(),
    /** Null where a program asked. */
    requestedBy: uuid("requested_by").references(() => users.id),
    requestedByLabel: text("requested_by_label").notNull(),
    requestedAt: instant("requested_at").notNull(),
    decidedAt: instant("decided_at"),
    decidedByLabel: text("decided_by_label"),
    reason: text("reason"),
  },
  (table) => [
    unique("subscriptions_in_workspace").on(table.workspaceId, table.id),
    foreignKey({
      columns: [table.workspaceId, table.applicationId],
      foreignColumns: [applications.workspaceId, applications.id],
    }),
    foreignKey({ columns: [table.workspaceId, table.apiId], foreignColumns: [apis.workspaceId, apis.id] }),
    check(
      "subscriptions_status_known",
      sql`${table.status} in ('pending', 'active', 'suspended', 'rejected', 'withdrawn', 'revoked')`,
    ),
    check(
      "subscriptions_decision_whole",
      sql`(${table.decidedAt} is null) = (${table.decidedByLabel} is null)
        and (${table.status} = 'pending' or ${table.decidedAt} is not null)`,
    ),
    uniqueIndex("subscriptions_one_open")
      .on(table.applicationId, table.apiId, table.environment)
      .where(sql`${table.status} in ('pending', 'active', 'suspended')`),
    index("subscriptions_by_time").on(table.workspaceId, table.requestedAt, table.id),
    index("subscriptions_by_status").on(table.workspaceId, table.status, table.requestedAt, table.id),
    index("subscriptions_of_application").on(table.workspaceId, table.applicationId, table.requestedAt),
    index("subscriptions_of_api").on(table.workspaceId, table.apiId, table.requestedAt),
  ],
);

/** Which key sets open a subscription's API: one per authentication type. */
export const subscriptionKeySets = pgTable(
  "subscription_key_sets",
  {
    workspaceId: uuid("workspace_id").notNull(),
    subscriptionId: uuid("subscription_id").notNull(),
    keyId: uuid("key_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.subscriptionId, table.keyId] }),
    foreignKey({
      columns: [table.workspaceId, table.subscriptionId],
      foreignColumns: [subscriptions.workspaceId, subscriptions.id],
    }),
    foreignKey({ columns: [table.workspaceId, table.keyId], foreignColumns: [keys.workspaceId, keys.id] }),
    index("subscription_key_sets_of_key").on(table.keyId, table.subscriptionId),
  ],
);
