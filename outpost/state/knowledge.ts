/** What is known of the hub's state, whether it may be used, and that the disk has it before the hub hears so. */
import type { Instant } from "../clock";
import { NOT_ENROLLED } from "../enrolment";
import type { Log } from "../log";
import type { TokenClock } from "../token/verify-token";
import { ageMs, type Heard, maxStaleMs } from "./freshness";
import { Keeper } from "./keeper";
import type { Place } from "./place";
import { StateFiles } from "./state-files";
import type { Synced } from "./synced";

/** What was known before a reset serves no longer than this. */
const resetMayTakeMs = 5_000;
/** The hub's clock counts where ours is behind it by more than that. */
const skewThatCountsMs = 5_000;

export interface KnowledgeParts {
  /** Where the state is kept, and the token that it is bound to; null = in memory alone. */
  disk: { path: string; token: string } | null;
  /** Shortens what the hub allows; null = as the hub says. */
  maxStaleSeconds: number | null;
  present: () => Instant;
  /** This machine's clock less the hub's; null = not known. */
  skewMs: () => number | null;
  log: Log;
  /** Something of it is another now; `forAll` = not some keys alone, but what is the same for all of them. */
  onChanged(forAll: boolean): void;
  /** What is known would be so after a restart too. */
  onKept(): void;
}

export class Knowledge {
  readonly #parts: KnowledgeParts;
  readonly #keeper: Keeper | null;
  readonly #files: StateFiles | null;
  #synced: Synced | null = null;
  #floor: Place | null = null;
  #heard: Heard | null = null;
  #enrolled = true;
  #resetting: NodeJS.Timeout | undefined;

  constructor(parts: KnowledgeParts) {
    this.#parts = parts;
    this.#files = parts.disk && new StateFiles(parts.disk.path, parts.disk.token);
    this.#keeper = this.#files && new Keeper(this.#files, parts.log);
  }

  get synced(): Synced | null {
    return this.#synced;
  }
  /** Nothing before this place is taken in. */
  get floor(): Place | null {
    return this.#floor;
  }
  get enrolled(): boolean {
    return this.#enrolled;
  }
  /** Whether the disk has what is in memory. */
  get isOnDisk(): boolean {
    return this.#keeper?.isWhole ?? false;
  }
  /** How far a restart would know it too; null = nothing yet. */
  get place(): Place | null {
    return this.#keeper ? this.#keeper.place(this.#synced) : (this.#synced?.applied ?? null);
  }

  /** Takes up what an earlier run left. */
  async load(): Promise<void> {
    const left = await this.#files?.load();
    if (!left) return;
    this.#floor = left.floor;
    this.#synced = left.synced;
    if (left.synced) this.#heard = { wallMs: left.heardAtMs, monotonicMs: null };
    if (left.doubt) this.#parts.log("warn", left.doubt, { until: "the hub answers, nobody is let in" });
  }

  async close(): Promise<void> {
    clearTimeout(this.#resetting);
    if (this.#heard) await this.#keeper?.heard(this.#heard.wallMs, "once");
  }

  /** What is known, if it may be used now. */
  usable(now: Instant): Synced | null {
    const synced = this.#synced;
    if (!synced || !this.#enrolled) return null;
    return ageMs(this.#heard, now) < this.maxStaleMs(synced) ? synced : null;
  }

  ageMs(now: Instant): number {
    return ageMs(this.#heard, now);
  }

  maxStaleMs({ head }: Synced): number {
    return maxStaleMs(head.maxStaleSeconds, this.#parts.maxStaleSeconds);
  }

  clock(): TokenClock & { instant: Instant } {
    const instant = this.#parts.present();
    const now = new Date(instant.wallMs);
    const behindMs = -(this.#parts.skewMs() ?? 0);
    const latest = behindMs > skewThatCountsMs ? new Date(instant.wallMs + behindMs) : now;
    return { instant, now, latest };
  }

  /** A whole state. */
  takeIn(synced: Synced): void {
    clearTimeout(this.#resetting);
    this.#synced = synced;
    this.#floor = synced.applied;
    this.#heard = this.#parts.present();
    this.#parts.onChanged(true);
    const { generation, revision } = synced.applied;
    const facts = { generation, revision, keys: synced.records.size };
    this.#parts.log("info", "the hub's state was taken in", facts);
    this.#keep((keeper) => keeper.whole(synced, this.#parts.present().wallMs));
  }

  /** What is known has taken in a change; `raw` is it as it came. */
  changed(raw: object, headChanged: boolean): void {
    const synced = this.#synced!;
    this.#floor = synced.applied;
    this.#parts.onChanged(headChanged);
    const { changed } = synced;
    this.#keep((keeper) => keeper.change(raw, changed, synced, this.#parts.present().wallMs));
  }

  /** A new generation has begun: nothing of the one before may be taken in any more. */
  reset(generation: number): void {
    const synced = this.#synced;
    if (synced && generation <= synced.applied.generation) return;
    this.#floor = { generation, revision: 0 };
    this.#parts.onChanged(true);
    this.#resetting = setTimeout(() => {
      if (this.#synced === synced) this.#synced = null;
    }, resetMayTakeMs);
    this.#resetting.unref();
    void this.#keeper?.reset(generation, this.#parts.present().wallMs);
  }

  /** The hub says that nothing newer exists. */
  beat(): void {
    this.#floor = this.#synced!.applied;
    this.#heard = this.#parts.present();
    void this.#keeper?.heard(this.#heard.wallMs, "sometimes");
  }

  learnEnrolled(enrolled: boolean): void {
    if (enrolled === this.#enrolled) return;
    this.#enrolled = enrolled;
    if (!enrolled) this.#parts.log("error", NOT_ENROLLED);
    this.#parts.onChanged(false);
  }

  /** The hub hears of nothing that a restart would not know. */
  #keep(keep: (keeper: Keeper) => Promise<void>): void {
    if (this.#keeper) void keep(this.#keeper).then(() => this.#parts.onKept());
    else this.#parts.onKept();
  }
}
