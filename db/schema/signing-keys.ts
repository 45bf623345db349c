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
    /** PKCS #8 under the master key, bound to this row; wiped on retirement. */
    sealedPrivate: text("sealed_private"),
    createdByLabel: text("created_by_label").notNull(),
    activatedAt: instant("activated_at").notNull(),
    retiredAt: instant("retired_at"),
  },
  (table) => [
    unique("signing_keys_in_workspace").on(table.workspaceId, table.id),
    uniqueIndex("signing_keys_one_in_use").on(table.workspaceId).where(sql`${table.retiredAt} is null`),
    index("signing_keys_of_workspace").on(table.workspaceId, table.activatedAt),
    check("signing_keys_bits_known", sql`${table.bits} in (2048, 3072, 4096)`),
    check(
      "signing_keys_private_while_used",
      sql`(${table.retiredAt} is null) = (${table.sealedPrivate} is not null)`,
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
