import { firstUseOf, readKey } from "@/db/queries/key-detail";
import { onePersonalKey } from "@/lib/contracts/personal-keys";
import { latestOf } from "@/lib/domain/keys/key-facts";
import type { FirstUse } from "../access-keys/first-use";
import type { Query } from "../card";
import { ownerOf } from "../keys/owner-of";

/** When the newest secret of one's own key was first used and from where: feeds the line that waits for it. */
export const personalFirstUse: Query<typeof onePersonalKey, FirstUse> = {
  name: "personal-key.first-use",
  permission: "personal-key:own",
  input: onePersonalKey,
  async run(db, ctx, { id }) {
    const key = await readKey(db, ctx.workspace, "personal", id);
    if (!key || key.row.ownerId !== ownerOf(ctx)) return null;
    const use = await firstUseOf(db, ctx.workspace, id, latestOf(key.facts).id);
    return {
      usedAt: use?.at.toISOString() ?? null,
      from: use?.ip ?? null,
      askedAt: ctx.now.toISOString(),
    };
  },
};
