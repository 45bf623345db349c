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
    // What LATEST and the holds say, copied by triggers (migration 0003), so that one table answers the keys page.
    expiresAt: instant("expires_at"),
    /** When LATEST was made: the age of the secret. */
    issuedAt: instant("issued_at"),
    /** The status but for the clock: revoked, pending, suspended or active. */
    standing: text("standing").notNull().default("pending"),
    /** When LATEST expires by the clock; null where it never does, or a revocation already has ended it. */
    endsAt: instant("ends_at"),
    /** When LATEST is due to be rotated by itself. */
    rotatesAt: instant("rotates_at"),
    /** Of a key set: how it is presented. Here too, so that one table answers the keys page. */
    authType: text("auth_type"),
    // The schedule of an access key; a key set's is in its policy.
    rotateEveryDays: integer("rotate_every_days"),
    rotateOverlapHours: integer("rotate_overlap_hours"),
  },
  (table) => [
    unique("keys_in_workspace").on(table.workspaceId, table.id),
    check("keys_kind_known", sql`${table.kind} in ('access', 'personal', 'key_set')`),
    check("keys_owner_of_personal", sql`(${table.kind} = 'personal') = (${table.ownerId} is not null)`),
    check("keys_environment_of_key_set", sql`${table.kind} <> 'key_set' or ${table.environment} is not null`),
    check(
      "keys_schedule_whole",
      sql`(${table.rotateEveryDays} is null) = (${table.rotateOverlapHours} is null)
        and (${table.rotateEveryDays} is null or ${table.kind} = 'access')`,
    ),
    check(
      "keys_schedule_known",
      sql`${table.rotateEveryDays} > 0 and ${table.rotateOverlapHours} between 1 and 720`,
    ),
    check("keys_auth_type_of_key_set", sql`${table.kind} = 'key_set' or ${table.authType} is null`),
    check("keys_standing_known", sql`${table.standing} in ('active', 'pending', 'suspended', 'revoked')`),
    check("keys_revoked_has_no_end", sql`${table.standing} <> 'revoked' or ${table.endsAt} is null`),
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
    index("keys_by_rotation")
      .on(table.workspaceId, table.rotatesAt, table.id)
      .where(sql`${table.kind} = 'key_set' and ${table.deletedAt} is null`),
    // What the clock rotates next, of every workspace.
    index("keys_to_rotate")
      .on(table.rotatesAt)
      .where(
        sql`${table.rotatesAt} is not null and ${table.standing} in ('active', 'suspended') and ${table.deletedAt} is null`,
      ),
    // One per filter of the keys table, for what is rare.
    index("keys_by_standing")
      .on(table.workspaceId, table.kind, table.standing, table.expiresAt)
      .where(sql`${table.deletedAt} is null`),
    index("keys_by_environment")
      .on(table.workspaceId, table.kind, table.environment)
      .where(sql`${table.deletedAt} is null`),
    // Without a pending list, which every search would have to read through.
    index("keys_by_scope")
      .using("gin", table.scopes)
      .with({ fastupdate: false })
      .where(sql`${table.deletedAt} is null`),
    // For the notices: old secrets, and keys that nobody described.
    index("keys_by_issue")
      .on(table.workspaceId, table.kind, table.issuedAt)
      .where(sql`${table.deletedAt} is null`),
    index("keys_undescribed")
      .on(table.workspaceId, table.kind)
      .where(sql`${table.description} = '' and ${table.deletedAt} is null`),
  ],
);

/**
 * Every three letters in a row of a key's name and description: text is searched by index, on any PostgreSQL and
 * without an extension. Kept by a trigger on `keys`, apart from it, since there every use of a key writes all indexes.
 */
export const keySearch = pgTable(
  "key_search",
  {
    keyId: uuid("key_id").primaryKey(),
    workspaceId: uuid("workspace_id").notNull(),
    grams: text("grams").array().notNull(),
  },
  (table) => [index("key_search_by_gram").using("gin", table.grams).with({ fastupdate: false })],
);

/** One secret of a key: its digest, and itself only where it can be read again, sealed. */
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
    /** Sealed for this workspace and row; gone once the version has ended, or has been shown for the one time. */
    sealedSecret: text("sealed_secret"),
    /** Whether the sealed secret is shown once alone. */
    revealOnce: boolean("reveal_once").notNull().default(false),
    revealedAt: instant("revealed_at"),
    madeBy: text("made_by").notNull().default("created"),
  },
  (table) => [
    foreignKey({ columns: [table.workspaceId, table.keyId], foreignColumns: [keys.workspaceId, keys.id] }),
    unique("key_versions_generation_once").on(table.keyId, table.generation),
    uniqueIndex("key_versions_one_latest").on(table.keyId).where(sql`${table.latest}`),
    // Old versions that still work, or worked until the clock ended them: few, and asked about for every key of a list.
    index("key_versions_overlapping")
      .on(table.keyId)
      .where(sql`not ${table.latest} and ${table.revokedAt} is null`),
    check(
      "key_versions_reason_with_revocation",
      sql`(${table.revokedAt} is null) = (${table.revokeReason} is null)`,
    ),
    // For the sweep that forgets the secrets of what the clock has ended.
    index("key_versions_sealed_until")
      .on(sql`least(${table.retiresAt}, ${table.expiresAt})`)
      .where(sql`${table.sealedSecret} is not null`),
    // For the notices: secrets that wait for somebody to collect them.
    index("key_versions_uncollected")
      .on(table.workspaceId, table.keyId)
      .where(
        sql`${table.latest} and ${table.revealOnce} and ${table.revealedAt} is null and ${table.sealedSecret} is not null`,
      ),
    check(
      "key_versions_made_by_known",
      sql`${table.madeBy} in ('created', 'regenerated', 'rotated', 'schedule')`,
    ),
    check(
      "key_versions_revoked_is_unsealed",
      sql`${table.revokedAt} is null or ${table.sealedSecret} is null`,
    ),
    check(
      "key_versions_revealed_is_unsealed",
      sql`not ${table.revealOnce} or ${table.revealedAt} is null or ${table.sealedSecret} is null`,
    ),
    check(
      "key_versions_pending_is_bare",
      sql`${table.activatedAt} is not null or ${table.sealedSecret} is null`,
    ),
    // It retires whose place another took; with a roll back it is LATEST again, and that is taken back.
    check("key_versions_latest_stays", sql`not ${table.latest} or ${table.retiresAt} is null`),
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
