import type { Db, Tx } from "@/db/client";
import { type OutpostRow, readOutpost } from "@/db/queries/outposts";
import type { Context } from "../context";

/** The acting Outpost as the database has it now; null for anybody else, and for one that has been removed. */
export async function outpostOf(db: Db | Tx, { workspace, actor }: Context): Promise<OutpostRow | null> {
  return actor.kind === "outpost" ? readOutpost(db, workspace, actor.id) : null;
}
