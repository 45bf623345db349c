import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns";
import { roles } from "./roles";
import { workspaces } from "./workspaces";

export const users = pgTable(
  "users",
  {
    id: uuid("id").primaryKey(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    /** Argon2id, in PHC string format. */
    passwordHash: text("password_hash").notNull(),
    createdAt: instant("created_at").notNull(),
    /** IANA name, as in "Europe/Vienna"; null = the browser's. */
    timeZone: text("time_zone"),
    /** How long Confirm waits for the second click; 0 = always a dialog. */
    confirmSeconds: smallint("confirm_seconds").notNull().default(2),
  },
  (table) => [
    uniqueIndex("users_email_once").on(sql`lower(${table.email})`),
    check("users_confirm_seconds_known", sql`${table.confirmSeconds} in (0, 2, 5, 10, 20)`),
  ],
);

export const memberships = pgTable(
  "memberships",
  {
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    /** The slug of a role of this workspace. */
    role: text("role").notNull(),
    createdAt: instant("created_at").notNull(),
    /** Since when the member may not enter, nor any personal key of theirs. */
    disabledAt: instant("disabled_at"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId] }),
    index("memberships_of_user").on(table.userId),
    foreignKey({ columns: [table.workspaceId, table.role], foreignColumns: [roles.workspaceId, roles.slug] }),
    index("memberships_of_role").on(table.workspaceId, table.role),
  ],
);

export const invitations = pgTable(
  "invitations",
  {
    id: uuid("id").primaryKey(),
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    email: text("email").notNull(),
    /** The slug of a role. One that is over may outlive its role, and an open one keeps its role from being removed. */
    role: text("role").notNull(),
    /** SHA-256 of the link's token. */
    tokenDigest: bytea("token_digest").notNull().unique(),
    invitedBy: uuid("invited_by")
      .notNull()
      .references(() => users.id),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
    withdrawnAt: instant("withdrawn_at"),
  },
  (table) => [index("invitations_of_workspace").on(table.workspaceId, table.createdAt)],
);

export const sessions = pgTable(
  "sessions",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    /** The workspace that this session looks at. */
    workspaceId: uuid("workspace_id").references(() => workspaces.id),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    endedAt: instant("ended_at"),
    /** When its user last gave the password. */
    confirmedAt: instant("confirmed_at").notNull(),
    /** To within a minute. */
    lastSeenAt: instant("last_seen_at").notNull(),
    ip: text("ip"),
    userAgent: text("user_agent"),
  },
  (table) => [index("sessions_of_user").on(table.userId)],
);
