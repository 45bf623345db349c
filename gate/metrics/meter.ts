/** Upper bounds of the latency histogram's buckets, in seconds. */
export const LATENCY_BOUNDS = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15,
] as const;

/** Answers of one route, counted in plain fields: every call passes here, and nobody may be asking. */
export class RouteTally {
  readonly route: string;
  /** Answers by bucket, the last one for what is slower than every bound. */
  readonly buckets = new Array<number>(LATENCY_BOUNDS.length + 1).fill(0);
  readonly #others = new Map<number, number>();
  #ok = 0;
  #sumMs = 0;

  constructor(route: string) {
    this.route = route;
  }

  count(status: number, tookMs: number): void {
    if (status === 200) this.#ok += 1;
    else this.#others.set(status, (this.#others.get(status) ?? 0) + 1);
    const seconds = tookMs / 1_000;
    let at = 0;
    while (at < LATENCY_BOUNDS.length && seconds > LATENCY_BOUNDS[at]!) at += 1;
    this.buckets[at]! += 1;
    this.#sumMs += tookMs;
  }

  get byStatus(): [status: number, answers: number][] {
    return [...(this.#ok > 0 ? [[200, this.#ok] as [number, number]] : []), ...this.#others];
  }

  get sumSeconds(): number {
    return this.#sumMs / 1_000;
  }
}

/** What the gate counts for its metrics beside what its parts know of themselves. */
export class Meter {
  readonly #routes = new Map<string, RouteTally>();
  readonly #judged = new Map<"unknown" | "malformed", number>();

  /** The tally of a route: its method and path as documented, never an address as it came. */
  route(name: string): RouteTally {
    let tally = this.#routes.get(name);
    if (tally === undefined) {
      tally = new RouteTally(name);
      this.#routes.set(name, tally);
    }
    return tally;
  }

  /** Counts a key that has no record; the others are counted as calls of theirs. */
  judged(code: "unknown" | "malformed"): void {
    this.#judged.set(code, (this.#judged.get(code) ?? 0) + 1);
  }

  get routes(): Iterable<RouteTally> {
    return this.#routes.values();
  }

  get recordless(): ReadonlyMap<string, number> {
    return this.#judged;
  }
}
