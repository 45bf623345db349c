import { z } from "zod";
import { apiSlugs } from "@/db/queries/apis";
import { listOutposts, type OutpostRow, revisionAt } from "@/db/queries/outposts";
import { type KeySetsAtOutpost, keySetsAt } from "@/lib/domain/outposts/key-sets";
import { APPLIED_WITHIN_MS, type OutpostState, outpostState } from "@/lib/domain/outposts/state";
import type { Query } from "../card";

type Shown = Omit<OutpostRow, "workspaceId" | "tokenDigest" | "removedAt" | "batch" | "batches" | "api">;

export interface OutpostSummary extends Shown {
  state: OutpostState;
  /** The slug of the API that it was started with; null = none, or it does not say. */
  api: string | null;
  /** Whether it lets in key sets, or why none; null = it does not say what it was started with. */
  keySets: KeySetsAtOutpost | null;
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
    // Asked for every second by whoever waits for a receipt: never for the whole catalog.
    const said = [...new Set(rows.flatMap(({ api }) => (api ? [api] : [])))];
    const known = new Set(await apiSlugs(db, ctx.workspace, said));
    return { outposts: rows.map((row) => summary(row, known, due, ctx.now)), revision, at: ctx.now };
  },
};

function summary(row: OutpostRow, known: ReadonlySet<string>, due: number, now: Date): OutpostSummary {
  const {
    workspaceId: _w,
    tokenDigest: _t,
    removedAt: _r,
    batch: _b,
    batches: _n,
    api: said,
    ...shown
  } = row;
  const api = said || null;
  const keySets = said === null ? null : keySetsAt({ ...shown, api }, (slug) => known.has(slug));
  return { ...shown, api, keySets, state: outpostState(row, due, now) };
}
