import { REFUSALS_TOLD_EVERY_MS, type TokenRefusal } from "@/lib/domain/tokens/refusals";
import type { StoredRecord } from "@/lib/services/gate/key-records";
import type { ToldRefusal } from "@/lib/services/tokens/tell-refusals";

/** Pairs of key and cause. Only a key that exists, shown whole, makes one: strangers cannot. */
const mostPairs = 20_000;

interface Pair {
  readonly workspaceId: string;
  readonly keyId: string;
  readonly cause: TokenRefusal;
  /** Since it was last told. */
  count: number;
  firstMs: number;
  lastMs: number;
  toldMs: number | null;
}

/** Refused exchanges of known keys since they were last told to the audit log. */
export class TokenRefusals {
  readonly #pairs = new Map<string, Pair>();
  /** Cause -> refusals since the gate's start. */
  readonly total = new Map<TokenRefusal, number>();

  note({ workspaceId, keyId }: StoredRecord, cause: TokenRefusal, nowMs: number): void {
    this.total.set(cause, (this.total.get(cause) ?? 0) + 1);
    const name = `${keyId} ${cause}`;
    let pair = this.#pairs.get(name);
    if (!pair) {
      if (this.#pairs.size >= mostPairs) return;
      pair = { workspaceId, keyId, cause, count: 0, firstMs: nowMs, lastMs: nowMs, toldMs: null };
      this.#pairs.set(name, pair);
    }
    if (pair.count === 0) pair.firstMs = nowMs;
    pair.count += 1;
    pair.lastMs = nowMs;
  }

  /** What is due to be told now, by workspace; it counts as told. At the end of the gate everything is due. */
  take(nowMs: number, atEnd = false): Map<string, ToldRefusal[]> {
    const due = new Map<string, ToldRefusal[]>();
    for (const [name, pair] of this.#pairs) {
      if (!atEnd && pair.toldMs !== null && nowMs - pair.toldMs < REFUSALS_TOLD_EVERY_MS) continue;
      if (pair.count === 0) {
        this.#pairs.delete(name);
        continue;
      }
      const told = due.get(pair.workspaceId);
      if (told) told.push(toldOf(pair));
      else due.set(pair.workspaceId, [toldOf(pair)]);
      pair.count = 0;
      pair.toldMs = nowMs;
    }
    return due;
  }
}

function toldOf({ keyId, cause, count, firstMs, lastMs }: Pair): ToldRefusal {
  return {
    keyId,
    cause,
    count,
    firstAt: new Date(firstMs).toISOString(),
    lastAt: new Date(lastMs).toISOString(),
  };
}
