import {
  type CallerRow,
  callersOf,
  type DayOfUsage,
  readKey,
  type UsageByOutcome,
  usageByDay,
  usageOf,
} from "@/db/queries/key-detail";
import { oneAccessKey } from "@/lib/contracts/access-keys";
import type { Query } from "../card";

export interface KeyUsage {
  /** Calls of the last 30 days by outcome: `valid` or why they were denied. */
  outcomes: UsageByOutcome[];
  /** The same of the last 24 hours, taken to the hour. */
  lastDay: UsageByOutcome[];
  days: DayOfUsage[];
  /** The twenty latest callers. */
  callers: CallerRow[];
}

/** How many days the usage of a key goes back. */
export const USAGE_DAYS = 30;

/** Who used a key, how often, and what was denied, over the last 30 days. */
export const keyUsage: Query<typeof oneAccessKey, KeyUsage> = {
  name: "access-key.usage",
  permission: "access-key:view",
  input: oneAccessKey,
  async run(db, ctx, { id }) {
    if (!(await readKey(db, ctx.workspace, "access", id))) return null;
    const ago = (days: number) => new Date(ctx.now.getTime() - days * 86_400_000);
    const since = ago(USAGE_DAYS);
    const [outcomes, lastDay, days, callers] = await Promise.all([
      usageOf(db, ctx.workspace, id, since),
      usageOf(db, ctx.workspace, id, ago(1)),
      usageByDay(db, ctx.workspace, id, since),
      callersOf(db, ctx.workspace, id, 20),
    ]);
    return { outcomes, lastDay, days, callers };
  },
};
