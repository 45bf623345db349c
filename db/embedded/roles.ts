import type { Sql } from "@/db/client";
import { type Credentials, databaseName, roles } from "@/db/embedded/credentials";

/**
 * Makes, where missing, the role that owns and migrates, the role that runs, and their database. Neither role
 * is a superuser, and the running one owns nothing: what it may do, the migrations grant table by table.
 */
export async function ensureRoles(superuser: Sql, passwords: Credentials): Promise<void> {
  await ensureRole(superuser, roles.owner, passwords.owner);
  await ensureRole(superuser, roles.runner, passwords.runner);
  const [found] = await superuser`select 1 from pg_database where datname = ${databaseName}`;
  if (!found) await superuser.unsafe(`create database ${databaseName} owner ${roles.owner}`);
}

async function ensureRole(superuser: Sql, role: string, password: string): Promise<void> {
  const [found] = await superuser`select 1 from pg_roles where rolname = ${role}`;
  // The password is base64url of our own making, so nothing in it needs quoting.
  if (!found) await superuser.unsafe(`create role ${role} login password '${password}'`);
}
