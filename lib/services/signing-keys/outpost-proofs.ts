import type { Db, Tx } from "@/db/client";
import { listOutposts, type OutpostRow, revisionAt } from "@/db/queries/outposts";
import type { WorkspaceId } from "@/lib/domain/brand";
import { APPLIED_WITHIN_MS, type OutpostState, outpostState } from "@/lib/domain/outposts/state";

export interface OutpostSeen extends OutpostRow {
  state: OutpostState;
}

/** The Outposts by name, with what each told last and whether it is alive. */
export async function outpostProofs(db: Db | Tx, workspace: WorkspaceId, now: Date): Promise<OutpostSeen[]> {
  const due = await revisionAt(db as Db, new Date(now.getTime() - APPLIED_WITHIN_MS));
  const rows = await listOutposts(db as Db, workspace);
  return rows.map((row) => ({ ...row, state: outpostState(row, due, now) }));
}
