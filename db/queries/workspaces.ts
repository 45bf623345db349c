import { eq } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { Db, Tx } from "../client";
import { workspaces } from "../schema";

export type WorkspaceRow = typeof workspaces.$inferSelect;

export async function getWorkspace(tx: Db | Tx, workspace: WorkspaceId): Promise<WorkspaceRow | null> {
  const [row] = await tx.select().from(workspaces).where(eq(workspaces.id, workspace));
  return row ?? null;
}

export async function insertWorkspace(tx: Tx, row: WorkspaceRow): Promise<void> {
  await tx.insert(workspaces).values(row);
}

export async function slugTaken(tx: Tx, slug: string): Promise<boolean> {
  return (
    (await tx.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.slug, slug))).length > 0
  );
}
