import { z } from "zod";
import type { Tx } from "@/db/client";
import { lockOutpost, lockOutposts, type OutpostRow, resetOutposts } from "@/db/queries/outposts";
import { oneOutpost } from "@/lib/contracts/outposts";
import { type Command, refuse } from "../card";
import type { Context } from "../context";
import { outpostChanged, outpostEvent } from "./outpost-change";

export interface ResetOutpost {
  id: string;
  name: string;
  /** That of the state that it shall fetch; its receipt names it. */
  generation: number;
}

/** Has one Outpost drop all that it knows and fetch it anew. */
export const resetOutpost: Command<typeof oneOutpost, { outposts: ResetOutpost[] }> = {
  name: "outpost.reset",
  permission: "outpost:reset",
  input: oneOutpost,
  async run(tx, ctx, { id }) {
    const outpost = await lockOutpost(tx, ctx.workspace, id);
    return outpost ? reset(tx, ctx, [outpost]) : refuse("not-found");
  },
};

/** The same of every one that is enrolled. */
export const resetAllOutposts: Command<z.ZodObject, { outposts: ResetOutpost[] }> = {
  name: "outpost.reset-all",
  permission: "outpost:reset",
  input: z.strictObject({}),
  async run(tx, ctx) {
    const outposts = await lockOutposts(tx, ctx.workspace);
    return outposts.length > 0 ? reset(tx, ctx, outposts) : refuse("no-outposts");
  },
};

async function reset(tx: Tx, ctx: Context, outposts: OutpostRow[]) {
  await resetOutposts(
    tx,
    ctx.workspace,
    outposts.map(({ id }) => id),
  );
  return {
    ok: true as const,
    value: {
      outposts: outposts.map(({ id, name, generation }) => ({ id, name, generation: generation + 1 })),
    },
    event: outposts.map((outpost) =>
      outpostEvent("outpost.reset", outpost, {
        before: { generation: outpost.generation },
        after: { generation: outpost.generation + 1 },
      }),
    ),
    changes: outposts.map(({ id }) => outpostChanged(id)),
  };
}
