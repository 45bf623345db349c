import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns";
import { users } from "./people";
import { workspaces } from "./workspaces";

/** The stable identity of a credential. Its secrets are its versions. */
export const keys = pgTable(
  "keys",
  {
    id: uuid("id").primaryKey(),
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    kind: text("kind").notNull(),
    name: text("name").notNull(),
    description: text("description").notNull(),
    environment: text("environment"),
    scopes: text("scopes").array().notNull(),
    /** Who made it, for the screens; null where a program did. */
    createdBy: uuid("created_by").references(() => users.id),
    createdByLabel: text("created_by_label").notNull(),
    /** Whose personal key it is; null for every other kind. */
    ownerId: uuid("owner_id").references(() => users.id),
    createdAt: instant("created_at").notNull(),
    /** To within half a minute, so that a busy key costs few writes; the exact instant is in its usage. */
    lastUsedAt: instant("last_used_at"),
    deletedAt: instant("deleted_at"),
    /** A copy of LATEST's expiry: the keys table sorts by it through one index. */
    expiresAt: instant("expires_at"),
  },
  (table) => [
    unique("keys_in_workspace").on(table.workspaceId, table.id),
    check("keys_kind_known", sql`${table.kind} in ('access', 'personal', 'key_set')`),
    check("keys_owner_of_personal", sql`(${table.kind} = 'personal') = (${table.ownerId} is not null)`),
    index("keys_of_owner")
      .on(table.workspaceId, table.ownerId, table.createdAt, table.id)
      .where(sql`${table.ownerId} is not null and ${table.deletedAt} is null`),
    // One index per sortable column of the keys table, each ending in the id as the tie-break.
    index("keys_by_name")
      .on(table.workspaceId, table.kind, sql`lower(${table.name})`, table.id)
      .where(sql`${table.deletedAt} is null`),
    index("keys_by_created")
      .on(table.workspaceId, table.kind, table.createdAt, table.id)
      .where(sql`${table.deletedAt} is null`),
    index("keys_by_last_used")
      .on(table.workspaceId, table.kind, table.lastUsedAt.asc().nullsFirst(), table.id)
      .where(sql`${table.deletedAt} is null`),
    index("keys_by_expiry")
      .on(table.workspaceId, table.kind, table.expiresAt, table.id)
      .where(sql`${table.deletedAt} is null`),
  ],
);

/** One secret of a key. Only its digest is kept. */
export const keyVersions = pgTable(
  "key_versions",
  {
    id: uuid("id").primaryKey(),
    workspaceId: uuid("workspace_id").notNull(),
    keyId: uuid("key_id").notNull(),
    generation: integer("generation").notNull(),
    latest: boolean("latest").notNull(),
    /** Prefix of the whole text as it was made; the workspace may change its own later. */
    prefix: text("prefix").notNull(),
    publicId: text("public_id").notNull().unique(),
    /** SHA-256 of the whole key text; null once the key has been deleted. */
    digest: bytea("digest").unique(),
    /** The last four characters, for the eye. */
    tail: text("tail").notNull(),
    createdAt: instant("created_at").notNull(),
    activatedAt: instant("activated_at"),
    expiresAt: instant("expires_at"),
    rotatesAt: instant("rotates_at"),
    retiresAt: instant("retires_at"),
    revokedAt: instant("revoked_at"),
    revokeReason: text("revoke_reason"),
  },
  (table) => [
    foreignKey({ columns: [table.workspaceId, table.keyId], foreignColumns: [keys.workspaceId, keys.id] }),
    unique("key_versions_generation_once").on(table.keyId, table.generation),
    uniqueIndex("key_versions_one_latest").on(table.keyId).where(sql`${table.latest}`),
    check(
      "key_versions_reason_with_revocation",
      sql`(${table.revokedAt} is null) = (${table.revokeReason} is null)`,
    ),
    check("key_versions_tail_short", sql`length(${table.tail}) <= 4`),
  ],
);

/** Why a key is suspended. No row, no suspension; what was, is in the audit log. */
export const holds = pgTable(
  "holds",
  {
    id: uuid("id").primaryKey(),
    workspaceId: uuid("workspace_id").notNull(),
    keyId: uuid("key_id").notNull(),
    source: text("source").notNull(),
    reason: text("reason").notNull(),
    actorLabel: text("actor_label").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    foreignKey({ columns: [table.workspaceId, table.keyId], foreignColumns: [keys.workspaceId, keys.id] }),
    unique("holds_source_once").on(table.keyId, table.source),
    check(
      "holds_source_known",
      sql`${table.source} in ('manual', 'application', 'user_disabled', 'leak_report')`,
    ),
  ],
);
