import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { workspaces } from "./workspaces";

/** The RSA pairs that sign a workspace's tokens. */
export const signingKeys = pgTable(
  "signing_keys",
  {
    id: uuid("id").primaryKey(),
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    /** RFC 7638 thumbprint of the public key. */
    kid: text("kid").notNull().unique(),
    bits: integer("bits").notNull(),
    /** SubjectPublicKeyInfo, PEM. */
    publicPem: text("public_pem").notNull(),
    /** PKCS #8 under the master key, bound to this row; kept while it could sign (again), wiped on retirement. */
    sealedPrivate: text("sealed_private"),
    createdByLabel: text("created_by_label").notNull(),
    /** Published since. */
    createdAt: instant("created_at").notNull(),
    /** Signs since; null = it never has. */
    activatedAt: instant("activated_at"),
    /** Another signs in its place since, and what it signed is good until `retiresAt`. */
    replacedAt: instant("replaced_at"),
    retiresAt: instant("retires_at"),
    /** Ended by hand, or swept after its end: what it signed is refused. */
    retiredAt: instant("retired_at"),
  },
  (table) => [
    unique("signing_keys_in_workspace").on(table.workspaceId, table.id),
    uniqueIndex("signing_keys_one_active")
      .on(table.workspaceId)
      .where(
        sql`${table.retiredAt} is null and ${table.activatedAt} is not null and ${table.replacedAt} is null`,
      ),
    uniqueIndex("signing_keys_one_next")
      .on(table.workspaceId)
      .where(sql`${table.retiredAt} is null and ${table.activatedAt} is null`),
    uniqueIndex("signing_keys_one_draining")
      .on(table.workspaceId)
      .where(sql`${table.retiredAt} is null and ${table.replacedAt} is not null`),
    index("signing_keys_of_workspace").on(table.workspaceId, table.createdAt),
    // For the sweep: whose time has come.
    index("signing_keys_by_end").on(table.retiresAt).where(sql`${table.retiredAt} is null`),
    check("signing_keys_bits_known", sql`${table.bits} in (2048, 3072, 4096)`),
    check(
      "signing_keys_private_while_used",
      sql`(${table.retiredAt} is null) = (${table.sealedPrivate} is not null)`,
    ),
    check(
      "signing_keys_replaced_once_active",
      sql`(${table.replacedAt} is null) = (${table.retiresAt} is null)
        and (${table.replacedAt} is null or ${table.activatedAt} is not null)`,
    ),
  ],
);

/** Tokens that were revoked before their end (RFC 7009); kept until then. */
export const revokedTokens = pgTable(
  "revoked_tokens",
  {
    workspaceId: uuid("workspace_id").notNull(),
    jti: text("jti").notNull(),
    until: instant("until").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.jti] }),
    foreignKey({ columns: [table.workspaceId], foreignColumns: [workspaces.id] }),
    index("revoked_tokens_by_time").on(table.until),
  ],
);

/** Tokens issued, per signing key and version of a key, by the minute in which they end. Written in batches by adding. */
export const tokenLedger = pgTable(
  "token_ledger",
  {
    workspaceId: uuid("workspace_id").notNull(),
    signingKeyId: uuid("signing_key_id").notNull(),
    keyId: uuid("key_id").notNull(),
    /** Of the secret that was presented for them. */
    versionId: uuid("version_id").notNull(),
    /** The start of that minute. */
    endsMinute: instant("ends_minute").notNull(),
    tokens: integer("tokens").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.signingKeyId, table.endsMinute, table.versionId] }),
    index("token_ledger_of_key").on(table.workspaceId, table.keyId, table.endsMinute),
    index("token_ledger_by_time").on(table.endsMinute),
  ],
);
