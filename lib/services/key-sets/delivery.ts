import { readKeySetPlace } from "@/db/queries/key-set-list";
import { oneKeySet } from "@/lib/contracts/key-sets";
import { reachIn } from "../applications/reach";
import type { Query } from "../card";
import { deliverAgain } from "../outposts/deliver-again";
import { deliveryOfKey, type KeyDelivery } from "../outposts/delivery";
import { keySetReachedBy } from "./lock";

/** Which Outposts have acknowledged the newest change of a key set: its suspension, say. */
export const keySetDelivery: Query<typeof oneKeySet, KeyDelivery> = {
  name: "key-set.delivery",
  permission: "key-set:view",
  input: oneKeySet,
  async run(db, ctx, { id }) {
    const place = await readKeySetPlace(db, ctx.workspace, reachIn(ctx, "key-set:view"), id);
    return place && deliveryOfKey(db, ctx, id);
  },
};

/** Whoever may suspend a key set may see to it that it is suspended everywhere. */
export const deliverKeySetAgain = deliverAgain({
  name: "key-set.deliver-again",
  permission: "key-set:suspend",
  of: keySetReachedBy("key-set:suspend"),
});
