/** What is said to whoever presents something, now or as soon as the hub has told what lacks. Counted. */
import type { Presented } from "@/lib/domain/keys/presented";
import type { Log } from "./log";
import { type Denied, denied, Judge, type Judgement } from "./state/judge";
import type { Knowledge } from "./state/knowledge";
import type { Passport } from "./state/passport";
import type { Caller } from "./sync/callers";
import type { Follower } from "./sync/follower";
import type { Receipts } from "./sync/receipts";

/** Longer than that nobody waits for a word of the hub. */
const keyMayTakeMs = 1_200;
/** Those who wait for a word of the hub; more are refused at once. */
const mostWaiting = 1_000;

export interface AdmissionParts {
  knowledge: Pick<Knowledge, "usable" | "clock">;
  follower: Pick<Follower, "connected" | "nextWord" | "askAnew">;
  receipts: Pick<Receipts, "count">;
  log: Log;
  /** The slug of the API that stands behind; null = nobody said. */
  api: string | null;
  wallMs: () => number;
}

export class Admission {
  readonly #parts: AdmissionParts;
  readonly #judge: Judge;
  #waiting = 0;

  constructor(parts: AdmissionParts) {
    this.#parts = parts;
    this.#judge = new Judge(parts.api);
  }

  /** After something has changed that is the same for all. */
  forget(): void {
    this.#judge.forget();
  }

  judgePresented(
    presented: Presented,
    scopes: readonly string[],
    caller: Caller | null = null,
  ): Judgement | Promise<Judgement> {
    if (presented.kind === "none") return this.#counted(denied("no_key", null), caller);
    if (presented.kind === "several") return this.#counted(denied("several_keys", null), caller);
    const first = this.#judgeText(presented.text, scopes);
    return first.ok || !worthAsking(first) || this.#waiting >= mostWaiting
      ? this.#counted(first, caller)
      : this.#judgeLater(first, presented.text, scopes, caller);
  }

  /** Whether somebody who was let in would be so now. Not counted. */
  judgeAgain(passport: Passport, scopes: readonly string[]): boolean {
    const clock = this.#parts.knowledge.clock();
    const synced = this.#parts.knowledge.usable(clock.instant);
    return synced !== null && this.#judge.judgeAgain(synced, passport, scopes, clock).ok;
  }

  #judgeText(text: string, scopes: readonly string[]): Judgement {
    const clock = this.#parts.knowledge.clock();
    const synced = this.#parts.knowledge.usable(clock.instant);
    return synced ? this.#judge.judge(synced, text, scopes, clock) : denied("unavailable", null);
  }

  /**
   * The hub may have signed with a key, or for one, that is not known here yet. For an unknown kid it is asked, seldom; a
   * good signature over an unknown key can only be the hub's own, and its word about that key is on its way.
   */
  async #judgeLater(
    first: Denied,
    text: string,
    scopes: readonly string[],
    caller: Caller | null,
  ): Promise<Judgement> {
    const { follower } = this.#parts;
    this.#waiting += 1;
    try {
      if (first.cause === "unknown_client") {
        if (!follower.connected) return this.#counted(first, caller);
        await follower.nextWord(keyMayTakeMs);
      } else if (!(await follower.askAnew(keyMayTakeMs))) return this.#counted(first, caller);
      return this.#counted(this.#judgeText(text, scopes), caller);
    } finally {
      this.#waiting -= 1;
    }
  }

  #counted<Of extends Judgement>(judgement: Of, caller: Caller | null): Of {
    const { receipts, log } = this.#parts;
    const wallMs = this.#parts.wallMs();
    if (judgement.ok)
      receipts.count(true, { record: judgement.passport.record, outcome: "valid" }, caller, wallMs);
    else {
      receipts.count(false, judgement.counted, caller, wallMs);
      log("debug", "refused", { refusal: judgement.refusal, cause: judgement.cause });
    }
    return judgement;
  }
}

function worthAsking({ cause }: Denied): boolean {
  return cause === "unknown_kid" || cause === "unknown_client";
}
