/** What is said to whoever presents something, now or as soon as the hub has told what lacks. Counted. */
import { setImmediate as aTurn } from "node:timers/promises";
import { POLL_EVERY_MS } from "@/lib/domain/feed/lease";
import type { Presented } from "@/lib/domain/keys/presented";
import type { Log } from "./log";
import type { Refusals } from "./refusals";
import { type Denied, denied, Judge, type Judgement } from "./state/judge";
import type { Knowledge } from "./state/knowledge";
import type { Passport } from "./state/passport";
import { type Caller, NOBODY } from "./sync/callers";
import type { Follower } from "./sync/follower";
import type { Receipts } from "./sync/receipts";

/** Longer than that nobody waits for a word of the hub. */
const keyMayTakeMs = 1_200;
/** The word about a key that was just made is waited for twice as long as a gate, looking by itself, takes to find it. */
const wordMayTakeMs = 2 * POLL_EVERY_MS;
/** Those who wait for a word of the hub; more are refused at once. */
const mostWaiting = 1_000;

export interface AdmissionParts {
  knowledge: Pick<Knowledge, "usable" | "clock">;
  follower: Pick<Follower, "connected" | "nextWord" | "askAnew">;
  receipts: Pick<Receipts, "count">;
  log: Log;
  /** The slug of the API that stands behind; null = nobody said. */
  api: string | null;
  /** Gives refusals the ids by which the log tells of them; null = nobody reads the log. */
  refusals: Pick<Refusals, "note"> | null;
}

type One = Extract<Presented, { kind: "one" }>;
type Clock = ReturnType<Knowledge["clock"]>;

export class Admission {
  readonly #parts: AdmissionParts;
  readonly #judge: Judge;
  #waiting = 0;

  constructor(parts: AdmissionParts) {
    this.#parts = parts;
    this.#judge = new Judge(parts.api);
  }

  judgePresented(
    presented: Presented,
    scopes: readonly string[],
    caller: Caller = NOBODY,
  ): Judgement | Promise<Judgement> {
    const clock = this.#parts.knowledge.clock();
    if (presented.kind !== "one") {
      const refusal = presented.kind === "none" ? "no_key" : "several_keys";
      return this.#counted(denied(refusal, null), caller, clock);
    }
    const first = this.#judgeText(presented, scopes, clock);
    return first.ok || !worthAsking(first) || this.#waiting >= mostWaiting
      ? this.#counted(first, caller, clock)
      : this.#judgeLater(first, presented, scopes, caller);
  }

  /** Whether somebody who was let in would be so now. Not counted. */
  judgeAgain(passport: Passport, scopes: readonly string[]): boolean {
    const clock = this.#parts.knowledge.clock();
    const synced = this.#parts.knowledge.usable(clock.instant);
    return synced !== null && this.#judge.judgeAgain(synced, passport, scopes, clock).ok;
  }

  #judgeText({ text, way }: One, scopes: readonly string[], clock: Clock): Judgement {
    const synced = this.#parts.knowledge.usable(clock.instant);
    return synced ? this.#judge.judge(synced, text, scopes, clock, way) : denied("unavailable", null);
  }

  /**
   * The hub may have signed with a key, or for one, that is not known here yet. For an unknown kid it is asked, seldom; a
   * good signature over an unknown key can only be the hub's own, and its word about that key is on its way.
   */
  async #judgeLater(
    first: Denied,
    presented: One,
    scopes: readonly string[],
    caller: Caller,
  ): Promise<Judgement> {
    const { follower, knowledge } = this.#parts;
    this.#waiting += 1;
    try {
      if (first.cause === "unknown_client") {
        const judgement = await this.#untilKnown(first, presented, scopes);
        return this.#counted(judgement, caller, knowledge.clock());
      }
      if (!(await follower.askAnew(keyMayTakeMs))) return this.#counted(first, caller, knowledge.clock());
      const clock = knowledge.clock();
      return this.#counted(this.#judgeText(presented, scopes, clock), caller, clock);
    } finally {
      this.#waiting -= 1;
    }
  }

  /** The next word may be a beat that was sent before the key was made, or about another key: one of those behind it is meant. */
  async #untilKnown(first: Denied, presented: One, scopes: readonly string[]): Promise<Judgement> {
    const { follower, knowledge } = this.#parts;
    const nowMs = () => knowledge.clock().instant.monotonicMs;
    const untilMs = nowMs() + wordMayTakeMs;
    let judgement: Judgement = first;
    for (let leftMs = wordMayTakeMs; leftMs > 0 && follower.connected; leftMs = untilMs - nowMs()) {
      await follower.nextWord(leftMs);
      // Where this process was held up, the word may be here and not read yet.
      await aTurn();
      judgement = this.#judgeText(presented, scopes, knowledge.clock());
      if (judgement.ok || judgement.cause !== "unknown_client") break;
    }
    return judgement;
  }

  #counted<Of extends Judgement>(judgement: Of, caller: Caller, { instant }: Clock): Of {
    const { receipts, refusals, log } = this.#parts;
    receipts.count(judgement, caller, instant.wallMs);
    if (!judgement.ok) {
      judgement.id = refusals?.note(judgement, instant.monotonicMs);
      const { refusal, cause, id } = judgement;
      // Of one that has an id the log has told already, as often as it does.
      if (!id) log("debug", "refused", { refusal, cause });
    }
    return judgement;
  }
}

function worthAsking({ cause }: Denied): boolean {
  return cause === "unknown_kid" || cause === "unknown_client";
}
