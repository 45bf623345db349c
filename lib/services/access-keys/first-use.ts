import { callersOf, readKey } from "@/db/queries/key-detail";
import { oneAccessKey } from "@/lib/contracts/access-keys";
import type { Query } from "../card";

export interface FirstUse {
  usedAt: string | null;
  from: string | null;
  /** The present of this answer, against which "4 s ago" is counted. */
  askedAt: string;
}

/** When a key was last used and from where: feeds the line that waits for a new key's first use. */
export const firstUse: Query<typeof oneAccessKey, FirstUse> = {
  name: "access-key.first-use",
  permission: "access-key:view",
  input: oneAccessKey,
  async run(db, ctx, { id }) {
    const key = await readKey(db, ctx.workspace, "access", id);
    if (!key) return null;
    const [caller] = await callersOf(db, ctx.workspace, id, 1);
    return {
      usedAt: key.lastUsedAt?.toISOString() ?? null,
      from: caller?.ip ?? null,
      askedAt: ctx.now.toISOString(),
    };
  },
};
