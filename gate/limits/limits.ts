import { addressGroup } from "@/lib/domain/limits/addresses";
import type { Problem } from "../http/problem";
import { Limiter } from "./limiter";

export interface LimitSettings {
  /** Refused keys that one address is answered in a minute; 0 = any number. */
  badKeysPerMinute: number;
  /** Calls that one key may make in a minute; 0 = any number. To verify others does not count. */
  callsPerMinute: number;
}

export const NO_LIMITS: LimitSettings = { badKeysPerMinute: 0, callsPerMinute: 0 };

/**
 * The gate's allowances. Only refusals count for an address, so whoever sends bad keys, even from behind the same router,
 * takes nothing from the holder of a good one: that is looked up and let in whatever was counted.
 */
export class Limits {
  readonly badKeys: Limiter;
  readonly calls: Limiter;

  constructor({ badKeysPerMinute, callsPerMinute }: LimitSettings) {
    this.badKeys = new Limiter(badKeysPerMinute);
    this.calls = new Limiter(callsPerMinute);
  }

  /** Counts a refused bearer; the answer instead of its own where there were too many from its address. */
  refusedFrom(ip: string | null, nowMs: number): Problem | null {
    const waitMs = this.badKeys.pour(addressGroup(ip), nowMs);
    return waitMs === 0 ? null : tooMany("too_many_bad_keys", TOO_MANY_BAD_KEYS, waitMs);
  }

  /** Counts a call by a good key; the answer instead where it calls too often. */
  calledBy(keyId: string, nowMs: number): Problem | null {
    const waitMs = this.calls.pour(keyId, nowMs);
    return waitMs === 0 ? null : tooMany("too_many_calls", TOO_MANY_CALLS, waitMs);
  }
}

const TOO_MANY_BAD_KEYS =
  "Too many keys that are not good came from your address. A good key is answered as ever; wait before you try another.";
const TOO_MANY_CALLS = "This key calls more often than this hub allows. Wait, then go on more slowly.";

/** RFC 6585 section 4. */
function tooMany(code: string, detail: string, waitMs: number): Problem {
  return { status: 429, code, detail, headers: ["Retry-After", String(Math.ceil(waitMs / 1_000))] };
}
