import { LONGEST_API_SLUG } from "@/lib/domain/apis/slug";
import { MOST_CLOCK_SKEW_MS } from "@/lib/domain/outposts/state";
import { storable } from "@/lib/domain/storable";
import type { Instant } from "../clock";
import type { Log } from "../log";
import type { Judgement } from "../state/judge";
import type { Place } from "../state/place";
import type { Synced } from "../state/synced";
import type { Caller } from "./callers";
import { Calls, type CallsTaken } from "./calls";
import { HubRefusal } from "./hub";

/** So many rows of calls, and of callers, in one body: far below what the hub takes. */
const rowsPerReceipt = 250;
const movedEveryMs = 1_000;
/** At each time so large a part of the rows is told, those that have waited longest, and at least one body full of them. */
const partToldAtOnce = 1 / 5;
const idleEveryMs = 5_000;
/** How the hub answers what it does not understand, and will not next time either. */
const notUnderstood = [400, 413, 422];

/** What is told of calls. Told again, word for word, until the hub has acknowledged it: a batch counts once. */
interface Batch extends CallsTaken {
  number: number;
}

export interface ReceiptParts {
  version: string;
  /** The slug of the API that it was started with; null = none. */
  api: string | null;
  post: (body: object) => Promise<void>;
  present: () => Instant;
  /** Null = nothing has been taken in yet: there is nothing to acknowledge. */
  synced: () => Synced | null;
  /** How far a restart would know it too; null = nothing yet. */
  place: () => Place | null;
  skewMs: () => number | null;
  /** What came of the hub's canary token. */
  canary: () => object | null;
  log: Log;
}

/** Tells the hub what has been applied, and what was asked. One receipt after the other. */
export class Receipts {
  readonly #parts: ReceiptParts;
  readonly #calls = new Calls();
  #batch: Batch | null = null;
  #lastNumber = 0;
  #sentAtMs = Number.NEGATIVE_INFINITY;
  #said = "";
  #sending: Promise<void> | null = null;
  /** A gate that is older than the one which told its APIs did not understand `api`: the next receipt goes without. */
  #withoutApi = false;
  #again = false;

  constructor(parts: ReceiptParts) {
    this.#parts = parts;
  }

  count(judgement: Judgement, caller: Caller, nowMs: number): void {
    this.#calls.count(judgement, caller, nowMs);
  }

  /** Whether one is due: at least every second where anything has moved, else every five. */
  get due(): boolean {
    const sinceMs = this.#parts.present().monotonicMs - this.#sentAtMs;
    return sinceMs >= idleEveryMs || (sinceMs >= movedEveryMs && this.#moved());
  }

  /** Sends one now, or right after the one that is on its way. Fails as `post` does. */
  async send(): Promise<void> {
    if (this.#sending) {
      this.#again = true;
      return this.#sending;
    }
    this.#sending = this.#sendAll().finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  /**
   * Before an end: sends until nothing is left to tell, as counts that stay here are lost. Fails as `post` does; what the
   * hub did not understand keeps nothing else back.
   */
  async sendRest(): Promise<void> {
    do
      try {
        await this.send();
      } catch (error) {
        if (!(error instanceof HubRefusal && notUnderstood.includes(error.status))) throw error;
      }
    while (this.#state() && this.#counted);
  }

  /** Rows that wait go on counting: of many keys that are called all the time each is told every few seconds. */
  async #sendAll(): Promise<void> {
    let due = this.#calls.rows * partToldAtOnce;
    let sent: boolean;
    do {
      this.#again = false;
      sent = await this.#sendOne();
      due -= rowsPerReceipt;
    } while (sent && (this.#again || due > 0));
  }

  /** False = there is nothing to acknowledge yet. */
  async #sendOne(): Promise<boolean> {
    const state = this.#state();
    if (!state) return false;
    this.#batch ??= this.#nextBatch();
    const { number, rows, callers, allowed, denied } = this.#batch;
    this.#sentAtMs = this.#parts.present().monotonicMs;
    const receipt = {
      ...state,
      clock_skew_ms: told(this.#parts.skewMs() ?? 0),
      usage: { batch: number, rows, callers },
      requests: { allowed, denied },
    };
    try {
      await this.#parts.post(receipt);
    } catch (error) {
      if (!(error instanceof HubRefusal)) throw error;
      if ("api" in state && error.status === 400) this.#withoutApi = true;
      // What the hub does not understand it will not understand next time either, and the rest must not wait behind it.
      else if (notUnderstood.includes(error.status)) this.#batch = null;
      throw error;
    }
    this.#withoutApi = false;
    this.#batch = null;
    const lost = this.#calls.takeLost();
    if (lost > 0)
      this.#parts.log("warn", "calls were not counted: too many waited for the hub", { calls: lost });
    this.#said = JSON.stringify(state);
    return true;
  }

  /** Whether there is anything of calls that the hub has not been told. */
  get #counted(): boolean {
    return !this.#calls.isEmpty || this.#batch !== null;
  }

  #state() {
    const synced = this.#parts.synced();
    const place = this.#parts.place();
    if (!synced || !place) return null;
    const { version, canary, api: given } = this.#parts;
    const state = { ...place, kids: synced.ring.kids, version, canary: canary() };
    // A hub that names no APIs would not understand it, and take nothing of the receipt.
    return synced.head.apis === null || this.#withoutApi
      ? state
      : { ...state, api: given && storable(given, LONGEST_API_SLUG) };
  }

  #moved(): boolean {
    const state = this.#state();
    if (!state) return false;
    return this.#counted || JSON.stringify(state) !== this.#said;
  }

  /** Numbers rise over restarts too, or the first batch of a new run would be taken for one of the last. */
  #nextBatch(): Batch {
    this.#lastNumber = Math.max(this.#lastNumber + 1, Math.trunc(this.#parts.present().wallMs));
    return { number: this.#lastNumber, ...this.#calls.take(rowsPerReceipt) };
  }
}

/** A machine that has lost its clock begins in 1970: it must still get to say that it is off. */
function told(skewMs: number): number {
  return Math.max(-MOST_CLOCK_SKEW_MS, Math.min(MOST_CLOCK_SKEW_MS, skewMs));
}
