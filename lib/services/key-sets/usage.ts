import { readKey } from "@/db/queries/key-detail";
import { readKeySetPlace } from "@/db/queries/key-set-list";
import { oneKeySet } from "@/lib/contracts/key-sets";
import { reachIn } from "../applications/reach";
import type { Query } from "../card";
import { type KeyUsage, usageOfKey } from "../keys/usage";

/** Who used a key set, for those who may stop it: the evidence before it is suspended, regenerated or revoked. */
export const keySetUsage: Query<typeof oneKeySet, KeyUsage> = {
  name: "key-set.usage",
  permission: "key-set:suspend",
  input: oneKeySet,
  async run(db, ctx, { id }) {
    const place = await readKeySetPlace(db, ctx.workspace, reachIn(ctx, "key-set:suspend"), id);
    const key = place && (await readKey(db, ctx.workspace, "key_set", id));
    return key && usageOfKey(db, ctx, key);
  },
};
