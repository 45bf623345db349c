import { z } from "zod";
import { listOutposts, type OutpostRow, revisionAt } from "@/db/queries/outposts";
import { APPLIED_WITHIN_MS, type OutpostState, outpostState } from "@/lib/domain/outposts/state";
import type { Query } from "../card";

type Shown = Omit<OutpostRow, "workspaceId" | "tokenDigest" | "removedAt" | "batch" | "batches">;

export interface OutpostSummary extends Shown {
  state: OutpostState;
}

export interface OutpostList {
  outposts: OutpostSummary[];
  /** The newest one that there is. */
  revision: number;
  /** When this was so. */
  at: Date;
}

/** The Outposts of the workspace, by name, with what each told last. */
export const listOutpostsOf: Query<z.ZodObject, OutpostList> = {
  name: "outpost.list",
  permission: "outpost:view",
  input: z.strictObject({}),
  async run(db, ctx) {
    const [rows, due, revision] = await Promise.all([
      listOutposts(db, ctx.workspace),
      revisionAt(db, new Date(ctx.now.getTime() - APPLIED_WITHIN_MS)),
      revisionAt(db, ctx.now),
    ]);
    return { outposts: rows.map((row) => summary(row, due, ctx.now)), revision, at: ctx.now };
  },
};

function summary(row: OutpostRow, due: number, now: Date): OutpostSummary {
  const { workspaceId: _w, tokenDigest: _t, removedAt: _r, batch: _b, batches: _n, ...shown } = row;
  return { ...shown, state: outpostState(row, due, now) };
}
