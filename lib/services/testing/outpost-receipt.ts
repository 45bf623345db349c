import type { OutpostReceipt } from "@/lib/contracts/outposts";

/** A receipt of an Outpost that has counted nothing, but for what is given. */
export function outpostReceipt(given: Partial<OutpostReceipt> = {}): OutpostReceipt {
  return {
    generation: 1,
    revision: 1,
    kids: [],
    version: "0.1.0",
    clock_skew_ms: 0,
    canary: null,
    usage: { batch: 1, rows: [], callers: [] },
    requests: { allowed: 0, denied: 0 },
    ...given,
  };
}
