import { firstUseOf, readKey } from "@/db/queries/key-detail";
import { oneAccessKey } from "@/lib/contracts/access-keys";
import { latestOf } from "@/lib/domain/keys/key-facts";
import type { Query } from "../card";

export interface FirstUse {
  usedAt: string | null;
  from: string | null;
  /** The present of this answer, against which "4 s ago" is counted. */
  askedAt: string;
}

/** When the newest secret of a key was first used and from where: feeds the line that waits for it. */
export const firstUse: Query<typeof oneAccessKey, FirstUse> = {
  name: "access-key.first-use",
  permission: "access-key:view",
  input: oneAccessKey,
  async run(db, ctx, { id }) {
    const key = await readKey(db, ctx.workspace, "access", id);
    if (!key) return null;
    const use = await firstUseOf(db, ctx.workspace, id, latestOf(key.facts).id);
    return {
      usedAt: use?.at.toISOString() ?? null,
      from: use?.ip ?? null,
      askedAt: ctx.now.toISOString(),
    };
  },
};
