import { readKey } from "@/db/queries/key-detail";
import { oneAccessKey } from "@/lib/contracts/access-keys";
import type { Query } from "../card";
import { type KeyUsage, usageOfKey } from "../keys/usage";

/** Who used a key, how often, and what was denied, over the last 30 days: the evidence before it is withdrawn. */
export const keyUsage: Query<typeof oneAccessKey, KeyUsage> = {
  name: "access-key.usage",
  permission: "access-key:view",
  input: oneAccessKey,
  async run(db, ctx, { id }) {
    const key = await readKey(db, ctx.workspace, "access", id);
    return key && usageOfKey(db, ctx, key);
  },
};
