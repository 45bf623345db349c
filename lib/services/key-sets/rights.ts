import type { Db } from "@/db/client";
import { readKeySetPlace } from "@/db/queries/key-set-list";
import { actorReach } from "@/lib/domain/people/actor";
import type { Permission } from "@/lib/domain/people/roles";
import type { Context } from "../context";

const ACTS = ["retrieve", "suspend", "activate", "regenerate", "revoke", "rename"] as const;
export type KeySetRights = Record<(typeof ACTS)[number], boolean>;

/**
 * What somebody who sees a key set may do with it. Whoever sees all may act on those of their own groups alone, where
 * their role says so.
 */
export async function rightsOn(db: Db, ctx: Context, id: string): Promise<KeySetRights> {
  const reaches = ACTS.map((act) => actorReach(ctx.actor, `key-set:${act}` satisfies Permission));
  const own =
    ctx.actor.kind === "user" &&
    reaches.includes("own-group") &&
    (await readKeySetPlace(db, ctx.workspace, { userId: ctx.actor.id }, id)) !== null;
  return Object.fromEntries(
    ACTS.map((act, index) => [act, reaches[index] === "all" || (reaches[index] === "own-group" && own)]),
  ) as KeySetRights;
}
