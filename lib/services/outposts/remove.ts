import { lockOutpost, removeOutpost as remove } from "@/db/queries/outposts";
import { oneOutpost } from "@/lib/contracts/outposts";
import { type Command, refuse } from "../card";
import { outpostChanged, outpostEvent } from "./outpost-change";

/** Removes an Outpost: its token is worthless at once. What it already knows, it goes on enforcing until that is stale. */
export const removeOutpost: Command<typeof oneOutpost, { id: string; name: string }> = {
  name: "outpost.remove",
  permission: "outpost:remove",
  input: oneOutpost,
  async run(tx, ctx, { id }) {
    const outpost = await lockOutpost(tx, ctx.workspace, id);
    if (!outpost) return refuse("not-found");
    await remove(tx, ctx.workspace, id, ctx.now);
    const { name, environment } = outpost;
    return {
      ok: true,
      value: { id, name },
      event: outpostEvent("outpost.removed", outpost, { before: { name, environment } }),
      changes: [outpostChanged(id)],
    };
  },
};
