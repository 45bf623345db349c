import type { Sql } from "@/db/client";

/**
 * Gives the running role its rights on every table, and takes back those that would let a stolen connection
 * rewrite the audit log. Repeated at each start, so that a new table is never forgotten.
 */
export async function grantToRunner(tx: Sql, role: string): Promise<void> {
  const [self] = await tx`select current_user = ${role} as owner`;
  if (self?.owner) return;
  const runner = quoted(role);
  await tx.unsafe(`grant usage on schema public to ${runner}`);
  await tx.unsafe(`grant select, insert, update, delete on all tables in schema public to ${runner}`);
  await tx.unsafe(`grant usage, select, update on all sequences in schema public to ${runner}`);
  const [audit] = await tx`select to_regclass('public.events') is not null as found`;
  if (audit?.found) await tx.unsafe(`revoke update, delete, truncate on events from ${runner}`);
}

function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
