/** What the hub knows of itself. */
import { asc } from "drizzle-orm";
import type { Db } from "../client";
import { hub, workspaces } from "../schema";

export type HubRow = typeof hub.$inferSelect;

export async function getHub(db: Db): Promise<HubRow | null> {
  const [row] = await db.select().from(hub);
  return row ?? null;
}

/** Makes the hub's row. Of two first starts at once one wins; the row is the winner's. */
export async function startHub(
  db: Db,
  row: Pick<HubRow, "createdAt" | "masterKeyProof" | "setupDigest">,
): Promise<HubRow> {
  return db.transaction(async (tx) => {
    await tx
      .insert(hub)
      .values({ ...row, setupDoneAt: null })
      .onConflictDoNothing();
    const [stored] = await tx.select().from(hub);
    return stored!;
  });
}

/** Every workspace of the hub, for commands on the host. */
export async function listWorkspaces(db: Db): Promise<{ id: string; slug: string }[]> {
  return db
    .select({ id: workspaces.id, slug: workspaces.slug })
    .from(workspaces)
    .orderBy(asc(workspaces.slug));
}
