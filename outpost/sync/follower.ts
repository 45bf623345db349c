/** Keeps the state equal to the hub's: fetches it whole, follows the changes, and begins anew where they do not follow. */
import type { Instant } from "../clock";
import { type Log, reasonOf } from "../log";
import { isBefore, type Place } from "../state/place";
import type { Synced } from "../state/synced";
import { backoffMs, spreadMs } from "./backoff";
import type { ServerEvent } from "./event-stream";
import { type Hub, HubRefusal } from "./hub";
import { count, fieldsOf, readChange, WireFault } from "./wire";

/** Strangers with invented tokens must not make an Outpost a burden to its hub. */
const askAnewEveryMs = 10_000;
/** A whole state is large. */
const askForWholeEveryMs = 300_000;
const refusedEveryMs = 30_000;

export interface Following {
  hub: Hub;
  log: Log;
  present: () => Instant;
  random: () => number;
  /** What is known; null = nothing. */
  synced: () => Synced | null;
  /** Nothing before this place is taken in. */
  floor: () => Place | null;
  /** A whole state has come. */
  onBundle(synced: Synced): void;
  /** `synced` has taken in a change; `raw` is it as it came. */
  onChange(raw: object, headChanged: boolean): void;
  /** The hub has begun a new generation: nothing of the one before counts any more. */
  onReset(generation: number): void;
  /** The hub says that nothing newer exists. */
  onBeat(): void;
  /** The hub's events come in, and the first of them was taken in. */
  onConnected(): void;
  /** The hub knows this Outpost's token no more, or knows it again. */
  onEnrolled(enrolled: boolean): void;
}

/** Why a stream ended that did not fail. */
type End = "closed" | "bundle-needed";

export class Follower {
  readonly #parts: Following;
  readonly #stop = new AbortController();
  #bundleNeeded = false;
  #failures = 0;
  #loop: Promise<void> = Promise.resolve();
  #askedAnewAtMs = Number.NEGATIVE_INFINITY;
  #nextWholeAtMs = Number.NEGATIVE_INFINITY;
  #asking: Promise<unknown> | null = null;
  #askingForWhole: Promise<unknown> | null = null;
  #waiting: (() => void)[] = [];
  #wake: (() => void) | null = null;
  connected = false;
  /** Why the last try failed; null = it did not. */
  trouble: string | null = null;

  constructor(parts: Following) {
    this.#parts = parts;
  }

  /** Resolves after the first try, however it went; then goes on in the background. */
  start(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#loop = this.#run();
    });
  }

  /** When it resolves nothing is asked any more, and nothing will be taken in. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#wake?.();
    await Promise.all([this.#loop, this.#asking, this.#askingForWhole]);
    this.connected = false;
    this.#tellWaiting();
  }

  /**
   * A token names a key that is not known: asks the hub for anything newer, for all who ask together, and not again for a
   * while. False = it was asked lately, and would say the same. Nobody waits for longer than `withinMs`: a hub that hangs
   * must not make those hang who present old tokens.
   */
  async askAnew(withinMs: number): Promise<boolean> {
    const nowMs = this.#parts.present().monotonicMs;
    if (this.#stop.signal.aborted) return false;
    if (!this.#asking) {
      if (nowMs - this.#askedAnewAtMs < askAnewEveryMs) return false;
      this.#askedAnewAtMs = nowMs;
      this.#asking = this.#fetch(this.#parts.synced()?.applied ?? null)
        .catch((error) => this.#askedInVain(error))
        .finally(() => {
          this.#asking = null;
        });
    }
    const asking = this.#asking;
    await new Promise<void>((resolve) => {
      const late = setTimeout(resolve, withinMs);
      void asking.then(() => {
        clearTimeout(late);
        resolve();
      });
    });
    return true;
  }

  /** Asks for the whole state though nothing newer may exist: what was told for a time has ended. Seldom. */
  async askForWhole(): Promise<void> {
    const nowMs = this.#parts.present().monotonicMs;
    if (!this.connected || this.#stop.signal.aborted || nowMs < this.#nextWholeAtMs) return;
    this.#nextWholeAtMs = nowMs + askForWholeEveryMs;
    const asking = this.#fetch(null).catch((error) => this.#askedInVain(error));
    this.#askingForWhole = asking;
    if (!(await asking)) this.#nextWholeAtMs = nowMs + askAnewEveryMs;
  }

  #askedInVain(error: unknown): void {
    if (this.#stop.signal.aborted) return;
    this.#parts.log("warn", "the hub was asked in vain", { why: reasonOf(error) });
  }

  /** Waits for the next word of the hub, at most so long. */
  nextWord(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const late = setTimeout(resolve, withinMs);
      this.#waiting.push(() => {
        clearTimeout(late);
        resolve();
      });
    });
  }

  async #run(): Promise<void> {
    const { random, log } = this.#parts;
    while (!this.#stop.signal.aborted) {
      let waitMs: number;
      try {
        if (this.#bundleNeeded || !this.#parts.synced()?.isWhole) await this.#fetch(null);
        this.#bundleNeeded = false;
        const end = await this.#listen();
        if (end === "bundle-needed") this.#bundleNeeded = true;
        waitMs = spreadMs(random());
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        this.#failures += 1;
        this.trouble = reasonOf(error);
        if (error instanceof WireFault || error instanceof SyntaxError) this.#bundleNeeded = true;
        const refused = error instanceof HubRefusal && error.status === 401;
        if (refused) this.#parts.onEnrolled(false);
        waitMs = refused ? refusedEveryMs * (0.5 + random() / 2) : backoffMs(this.#failures, random());
        // A refusal is an answer: onEnrolled says what it means.
        if (this.#failures === 1 && !refused) log("warn", "the hub is out of reach", { why: this.trouble });
      }
      this.connected = false;
      this.#tellWaiting();
      await this.#pause(waitMs);
    }
  }

  /** Takes in the hub's whole state, unless it is still at `known`. Whether it was taken in. */
  async #fetch(known: Place | null): Promise<boolean> {
    const synced = await this.#parts.hub.bundle(known, this.#stop.signal);
    if (!synced) return false;
    this.#parts.onEnrolled(true);
    const floor = this.#parts.floor();
    // A hub that was set back to an older copy: a key revoked since would work again.
    if (floor && isBefore(synced.applied, floor))
      throw new Error(
        "the hub's state is older than what was seen before: reset this Outpost in the console",
      );
    const present = this.#parts.synced();
    // Changes may have come in while this was on its way.
    if (present && isBefore(synced.applied, present.applied)) return false;
    this.#parts.onBundle(synced);
    this.#tellWaiting();
    return true;
  }

  async #listen(): Promise<End> {
    const { hub, synced } = this.#parts;
    try {
      for await (const event of hub.events(synced()!.applied, this.#stop.signal)) {
        const first = !this.connected;
        if (first) this.#arrived();
        if (event.event === "reset") {
          this.#parts.onReset(count(fieldsOf(JSON.parse(event.data)).generation));
          return "bundle-needed";
        }
        this.#take(event);
        if (first) this.#parts.onConnected();
        this.#tellWaiting();
      }
      if (!this.connected) throw new Error("the hub's events ended before they began");
      return "closed";
    } catch (error) {
      if (error instanceof HubRefusal && error.status === 409) return "bundle-needed";
      throw error;
    }
  }

  #arrived(): void {
    if (this.#failures > 0) this.#parts.log("info", "the hub is back", { failures: this.#failures });
    this.#parts.onEnrolled(true);
    this.#failures = 0;
    this.trouble = null;
    this.connected = true;
  }

  #take({ event, data }: ServerEvent): void {
    if (event !== "change" && event !== "beat") return;
    const raw = fieldsOf(JSON.parse(data));
    const synced = this.#parts.synced()!;
    if (event === "beat") {
      // A hub that was set back says less than is known here: it is not heard.
      if (synced.heard(count(raw.revision))) this.#parts.onBeat();
      else this.trouble = "the hub is behind what this Outpost knows: reset it in the console";
      return;
    }
    const change = readChange(raw);
    if (synced.apply(change)) this.#parts.onChange(raw, change.head !== null);
  }

  #tellWaiting(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #pause(ms: number): Promise<void> {
    if (this.#stop.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
