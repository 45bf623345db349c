import {
  type Allowance,
  type Bucket,
  EMPTY,
  hasRoom,
  poured,
  waitMs,
} from "@/lib/domain/limits/leaky-bucket";

/**
 * Allowances in the memory of this gate, one under each name. Two generations of at most `limit` names: when the young
 * one is full the old one is forgotten, so that a stranger with many names costs no more memory, and each call the same.
 */
export class Limiter {
  readonly #allowance: Allowance | null;
  readonly #limit: number;
  #young = new Map<string, Bucket>();
  #old = new Map<string, Bucket>();
  /** Tries that did not fit. */
  refused = 0;

  /** `perMinute` = as many at once, and as many in each minute; 0 = no limit. */
  constructor(perMinute: number, limit = 20_000) {
    this.#allowance = perMinute > 0 ? { capacity: perMinute, perMinute } : null;
    this.#limit = limit;
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }

  /** Counts one try under this name: 0 where it fits, else the milliseconds until one will. */
  pour(name: string, nowMs: number): number {
    if (this.#allowance === null) return 0;
    const bucket = this.#young.get(name) ?? this.#old.get(name) ?? EMPTY;
    if (!hasRoom(bucket, this.#allowance, nowMs)) {
      this.refused += 1;
      return waitMs(bucket, this.#allowance, nowMs);
    }
    this.#keep(name, poured(bucket, this.#allowance, nowMs));
    return 0;
  }

  #keep(name: string, bucket: Bucket): void {
    if (this.#young.size >= this.#limit && !this.#young.has(name)) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(name, bucket);
  }
}
