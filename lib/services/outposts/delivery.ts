import type { Db } from "@/db/client";
import { lastChangeOf, listOutposts } from "@/db/queries/outposts";
import { type Delivery, deliveryOf, type FeedChange } from "@/lib/domain/outposts/delivery";
import type { Context } from "../context";
import { shownTo } from "./shown-to";

export interface OutpostDelivery {
  id: string;
  /** Null for those who may not see Outposts, and so is the environment: to them one is like another. */
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
  const shown = shownTo(ctx);
  const outposts = rows.map((row) => ({
    id: row.id,
    name: shown(row.name),
    environment: shown(row.environment),
    lastSeenAt: row.lastSeenAt,
    delivery: deliveryOf(row, change, ctx.now),
  }));
  return { change, outposts, at: ctx.now };
}
