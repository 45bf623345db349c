import type { Db } from "@/db/client";
import { lastChangeOf, listOutposts, type OutpostRow } from "@/db/queries/outposts";
import { type Delivery, deliveryOf, type FeedChange } from "@/lib/domain/outposts/delivery";
import { actorMay } from "@/lib/domain/people/actor";
import type { Context } from "../context";

export interface OutpostDelivery {
  id: string;
  /** Null for those who may not see Outposts (design.md, ruling 11): to them one is like another. */
  name: string | null;
  environment: string | null;
  delivery: Delivery;
  lastSeenAt: Date | null;
}

export interface KeyDelivery {
  /** The newest change of the key. */
  change: FeedChange;
  /** Every Outpost that is enrolled, by name. */
  outposts: OutpostDelivery[];
  /** When this was so. */
  at: Date;
}

/** How far the newest change of a key has come; `outposts` is empty where there are none, or it is older than the feed. */
export async function deliveryOfKey(db: Db, ctx: Context, keyId: string): Promise<KeyDelivery> {
  const [change, rows] = await Promise.all([
    lastChangeOf(db, ctx.workspace, keyId),
    listOutposts(db, ctx.workspace),
  ]);
  if (change === null) return { change: { revision: 0, at: ctx.now }, outposts: [], at: ctx.now };
  const isNamed = actorMay(ctx.actor, "outpost:view");
  return { change, outposts: rows.map((row) => told(row, isNamed, change, ctx.now)), at: ctx.now };
}

function told(row: OutpostRow, isNamed: boolean, change: FeedChange, now: Date): OutpostDelivery {
  const { id, name, environment, lastSeenAt } = row;
  const called = isNamed ? { name, environment } : { name: null, environment: null };
  return { id, ...called, lastSeenAt, delivery: deliveryOf(row, change, now) };
}
