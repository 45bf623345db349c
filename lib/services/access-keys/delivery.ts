import { readKey } from "@/db/queries/key-detail";
import { oneAccessKey } from "@/lib/contracts/access-keys";
import type { Query } from "../card";
import { accessKey } from "../keys/whose-key";
import { deliverAgain } from "../outposts/deliver-again";
import { deliveryOfKey, type KeyDelivery } from "../outposts/delivery";

/** Which Outposts have acknowledged the newest change of an access key: that it is disabled, say. */
export const accessKeyDelivery: Query<typeof oneAccessKey, KeyDelivery> = {
  name: "access-key.delivery",
  permission: "access-key:view",
  input: oneAccessKey,
  async run(db, ctx, { id }) {
    const key = await readKey(db, ctx.workspace, "access", id);
    return key && deliveryOfKey(db, ctx, id);
  },
};

export const deliverAccessKeyAgain = deliverAgain({
  name: "access-key.deliver-again",
  permission: "access-key:disable",
  of: accessKey,
});
