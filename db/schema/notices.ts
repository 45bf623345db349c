import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { keys } from "./keys";
import { workspaces } from "./workspaces";

/** Where a workspace's notices go beside the console, and how long before an access key's date they are given. */
export const noticeSettings = pgTable(
  "notice_settings",
  {
    workspaceId: uuid("workspace_id")
      .primaryKey()
      .references(() => workspaces.id),
    /** Of access keys; a key set's are in its policy. */
    days: integer("days").array().notNull(),
    recipients: text("recipients").array().notNull(),
    webhookUrl: text("webhook_url"),
    /** What the webhook's bodies are signed with, sealed for this workspace and row. */
    webhookSecret: text("webhook_secret"),
  },
  (table) => [
    check(
      "notice_settings_webhook_whole",
      sql`(${table.webhookUrl} is null) = (${table.webhookSecret} is null)`,
    ),
  ],
);

/** What people were told of a key: that it will be rotated, that it will expire, that its new secret waits. */
export const notices = pgTable(
  "notices",
  {
    id: uuid("id").primaryKey(),
    workspaceId: uuid("workspace_id").notNull(),
    keyId: uuid("key_id").notNull(),
    versionId: uuid("version_id").notNull(),
    about: text("about").notNull(),
    /** When that comes, or since when it is so. */
    at: instant("at").notNull(),
    daysBefore: integer("days_before").notNull(),
    givenAt: instant("given_at").notNull(),
  },
  (table) => [
    foreignKey({ columns: [table.workspaceId, table.keyId], foreignColumns: [keys.workspaceId, keys.id] }),
    // Two instances at one moment give one notice between them.
    unique("notices_once").on(table.versionId, table.about, table.at, table.daysBefore),
    check("notices_about_known", sql`${table.about} in ('rotation', 'expiration', 'uncollected')`),
    index("notices_by_time").on(table.workspaceId, table.givenAt, table.id),
  ],
);

/** What is to be sent of it, and what came of that. No row holds a secret. */
export const deliveries = pgTable(
  "deliveries",
  {
    id: uuid("id").primaryKey(),
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    /** Null: somebody tries whether it arrives. */
    noticeId: uuid("notice_id").references(() => notices.id),
    channel: text("channel").notNull(),
    /** The address; of a webhook its host. */
    target: text("target").notNull(),
    createdAt: instant("created_at").notNull(),
    attempts: integer("attempts").notNull(),
    /** When the next attempt is; null = there will be none. Whoever attempts it moves it on first. */
    dueAt: instant("due_at"),
    deliveredAt: instant("delivered_at"),
    /** Of the last attempt. */
    error: text("error"),
  },
  (table) => [
    unique("deliveries_once").on(table.noticeId, table.channel, table.target),
    check("deliveries_channel_known", sql`${table.channel} in ('mail', 'webhook')`),
    check("deliveries_delivered_is_over", sql`${table.deliveredAt} is null or ${table.dueAt} is null`),
    index("deliveries_due").on(table.dueAt).where(sql`${table.dueAt} is not null`),
    index("deliveries_by_time").on(table.workspaceId, table.createdAt),
  ],
);
