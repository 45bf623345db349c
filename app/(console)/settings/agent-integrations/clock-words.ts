import { spanOf } from "@/components/ui/format-time";

/** So far off may a clock be that is set by a time service. */
const shownFromMs = 2_000;

/** What is said of an Outpost's clock ("clock 7 s ahead"); null where it is right, or never told. Milliseconds ahead of the hub's. */
export function clockWords(skewMs: number | null): string | null {
  if (skewMs === null || Math.abs(skewMs) < shownFromMs) return null;
  return `clock ${spanOf(skewMs)} ${skewMs > 0 ? "ahead" : "slow"}`;
}
