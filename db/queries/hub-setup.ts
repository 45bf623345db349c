/** The one-time setup of the hub. */
import { isNull } from "drizzle-orm";
import type { Db, Tx } from "../client";
import { hub } from "../schema";
import { changedOne } from "./changed-one";

/** The digest of the setup link while it is open; null once there is an owner. Locked: two setups follow one another. */
export async function lockSetup(tx: Tx): Promise<Buffer | null> {
  const [row] = await tx.select().from(hub).for("update");
  return row && row.setupDoneAt === null ? row.setupDigest : null;
}

/** The same without a lock, for a first look at a stranger's link. */
export async function setupDigest(tx: Tx): Promise<Buffer | null> {
  const [row] = await tx.select().from(hub);
  return row && row.setupDoneAt === null ? row.setupDigest : null;
}

export async function setupIsOpen(db: Db): Promise<boolean> {
  const rows = await db.select({ single: hub.single }).from(hub).where(isNull(hub.setupDoneAt));
  return rows.length > 0;
}

export async function closeSetup(tx: Tx, now: Date): Promise<void> {
  changedOne(
    await tx
      .update(hub)
      .set({ setupDoneAt: now, setupDigest: null })
      .where(isNull(hub.setupDoneAt))
      .returning({ single: hub.single }),
  );
}
