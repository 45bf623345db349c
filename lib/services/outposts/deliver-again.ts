import { lastChangeOf, lockOutpost } from "@/db/queries/outposts";
import { oneDelivery } from "@/lib/contracts/outposts";
import { deliveryOf } from "@/lib/domain/outposts/delivery";
import type { Permission } from "@/lib/domain/people/roles";
import { type Command, refuse } from "../card";
import type { Lock } from "../keys/whose-key";
import { outpostChanged, outpostEvent } from "./outpost-change";

interface Card {
  name: string;
  permission: Permission;
  of: Lock;
}

/**
 * *Retry*: a change of a key that an Outpost has not acknowledged. The Outpost is made to come again, and is told from the
 * database all that it missed; one that cannot be reached is told as soon as it can. Its receipt says when it has applied it.
 */
export function deliverAgain({ name, permission, of }: Card): Command<typeof oneDelivery, { id: string }> {
  return {
    name,
    permission,
    input: oneDelivery,
    async run(tx, ctx, { id, outpostId }) {
      const key = await of(tx, ctx, id);
      const outpost = key && (await lockOutpost(tx, ctx.workspace, outpostId));
      if (!outpost) return refuse("not-found");
      const change = await lastChangeOf(tx, ctx.workspace, id);
      if (change === null || deliveryOf(outpost, change, ctx.now) === "applied")
        return refuse("outpost-in-step");
      return {
        ok: true,
        value: { id: outpost.id },
        event: outpostEvent("outpost.asked-again", outpost, { after: { key: key.row.name } }),
        changes: [outpostChanged(outpost.id)],
      };
    },
  };
}
