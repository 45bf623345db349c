import { sql } from "drizzle-orm";
import { boolean, check, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

export const workspaces = pgTable(
  "workspaces",
  {
    id: uuid("id").primaryKey(),
    slug: text("slug").notNull().unique(),
    name: text("name").notNull(),
    /** First letters of every key made here. */
    keyPrefix: text("key_prefix").notNull(),
    environments: text("environments").array().notNull(),
    /** Scopes of the team's own APIs, beside the hub's. */
    ownScopes: text("own_scopes").array().notNull(),
    /** No key may live longer; null = any lifetime. */
    longestLifetimeDays: integer("longest_lifetime_days"),
    /** Whether a key may have no end at all. */
    neverAllowed: boolean("never_allowed").notNull().default(true),
    /** Who the tokens are for; null = the issuer itself. */
    tokenAudience: text("token_audience"),
    tokenMinutes: integer("token_minutes").notNull().default(15),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    check("workspaces_token_minutes_known", sql`${table.tokenMinutes} between 1 and 60`),
    check("workspaces_slug_shape", sql`${table.slug} ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'`),
  ],
);
