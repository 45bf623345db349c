import type { KeyUsage } from "@/lib/services/keys/usage";
import { USAGE_DAYS } from "@/lib/services/keys/usage";

export type Day = KeyUsage["days"][number];
const DAY_MS = 86_400_000;

/** One entry for each of the last 30 days (UTC), oldest first; days without calls included. */
export function everyDay(days: Day[], now: Date): Day[] {
  const known = new Map(days.map((day) => [day.day, day]));
  return Array.from({ length: USAGE_DAYS }, (_, index) => {
    const day = new Date(now.getTime() - (USAGE_DAYS - 1 - index) * DAY_MS).toISOString().slice(0, 10);
    return known.get(day) ?? { day, allowed: 0, denied: 0 };
  });
}
