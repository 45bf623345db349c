import { z } from "zod";
import { hasCleanUp } from "@/db/queries/clean-up";
import { countNotices, NOTICE_COUNT_LIMIT } from "@/db/queries/key-notices";
import type { Notice } from "@/lib/domain/keys/notices";
import type { Query } from "../card";

export interface KeyNotices {
  /** How many keys each notice speaks of: exact up to `limit`, one more means more. */
  counts: Record<Notice, number>;
  limit: number;
  /** Whether anything can be cleaned up. */
  cleanUp: boolean;
}

/** What the access keys of the workspace would do better to change, and whether there is something to clean up. */
export const keyNotices: Query<z.ZodObject, KeyNotices> = {
  name: "access-key.notices",
  permission: "access-key:view",
  tellsStatus: true,
  input: z.strictObject({}),
  async run(db, ctx) {
    const scope = { workspace: ctx.workspace, kind: "access" as const };
    const [counts, cleanUp] = await Promise.all([
      countNotices(db, scope, ctx.now),
      hasCleanUp(db, scope, ctx.now),
    ]);
    return { counts, limit: NOTICE_COUNT_LIMIT, cleanUp };
  },
};
