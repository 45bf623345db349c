import { listNotices, type NoticeWithKey } from "@/db/queries/notices";
import { noticePage } from "@/lib/contracts/notices";
import { actorMay } from "@/lib/domain/people/actor";
import { reachIn } from "../applications/reach";
import type { Query } from "../card";

const PER_PAGE = 50;

export interface NoticePage {
  notices: Omit<NoticeWithKey, "workspaceId">[];
  /** The last notice, where older ones stand behind it; null = there are none. */
  older: string | null;
  /** Whether of access keys, too. */
  access: boolean;
}

/** What people were told of the keys that this reader may see, the newest first. */
export const listNoticesOf: Query<typeof noticePage, NoticePage> = {
  name: "notice.list",
  permission: "key-set:view",
  orPermission: "access-key:view",
  input: noticePage,
  async run(db, ctx, { before }) {
    const access = actorMay(ctx.actor, "access-key:view");
    const keySets = actorMay(ctx.actor, "key-set:view") ? reachIn(ctx, "key-set:view") : null;
    const found = await listNotices(db, ctx.workspace, { access, keySets }, { before, limit: PER_PAGE + 1 });
    const notices = found.slice(0, PER_PAGE).map(({ workspaceId: _, ...notice }) => notice);
    return { notices, access, older: found.length > PER_PAGE ? notices.at(-1)!.id : null };
  },
};
