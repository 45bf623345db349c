/** One Outpost: what it knows, how it keeps that equal to the hub's, and what it says to whoever presents something. */
import { type Presented, readCredential } from "@/lib/domain/keys/presented";
import type { Secret } from "@/lib/domain/secret";
import { type Instant, present } from "./clock";
import type { Log } from "./log";
import { ageMs, type Heard, maxStaleMs } from "./state/freshness";
import { type Denied, denied, Judge, type Judgement } from "./state/judge";
import { Keeper } from "./state/keeper";
import type { Passport } from "./state/passport";
import type { Place } from "./state/place";
import { StateFiles } from "./state/state-files";
import type { Synced } from "./state/synced";
import { Follower } from "./sync/follower";
import { Hub } from "./sync/hub";
import { Receipts } from "./sync/receipts";
import { type TokenClock, verifyToken } from "./token/verify-token";
import { VERSION } from "./version";

export interface OutpostSettings {
  hub: URL;
  token: Secret;
  /** Where the state is kept; null = in memory alone. */
  stateFile: string | null;
  /** Shortens what the hub allows; null = as the hub says. */
  maxStaleSeconds: number | null;
  log: Log;
  /** Tests have a clock of their own. */
  present?: () => Instant;
}

/** A start waits so long for the hub before it goes on with what it had. */
const firstTryMs = 300;
const keyMayTakeMs = 1_200;
/** What was known before a reset serves no longer than this. */
const resetMayTakeMs = 5_000;
/** The hub's clock counts where ours is behind it by more than that. */
const skewThatCountsMs = 5_000;
const tickMs = 250;
/** Those who wait for a word of the hub; more are refused at once. */
const mostWaiting = 1_000;

export class Outpost {
  readonly #settings: OutpostSettings;
  readonly #present: () => Instant;
  readonly #hub: Hub;
  readonly #follower: Follower;
  readonly #receipts: Receipts;
  readonly #keeper: Keeper | null;
  readonly #files: StateFiles | null;
  readonly #judge = new Judge();
  readonly #watchers = new Set<() => void>();
  #synced: Synced | null = null;
  #floor: Place | null = null;
  #heard: Heard | null = null;
  #enrolled = true;
  #canary: { kid: string; verified: boolean; error: string | null } | null = null;
  #waiting = 0;
  #ticking: NodeJS.Timeout | undefined;
  #resetting: NodeJS.Timeout | undefined;

  constructor(settings: OutpostSettings) {
    const { hub, token, stateFile, log } = settings;
    this.#settings = settings;
    this.#present = settings.present ?? present;
    this.#hub = new Hub(hub, token, () => this.#present().wallMs);
    this.#files = stateFile === null ? null : new StateFiles(stateFile, token.reveal());
    this.#keeper = this.#files && new Keeper(this.#files, log);
    const calls = new AbortController();
    this.#receipts = new Receipts({
      version: VERSION,
      post: (body) => this.#hub.receipt(body, calls.signal),
      present: this.#present,
      synced: () => this.#synced,
      place: () => (this.#keeper ? this.#keeper.place(this.#synced) : (this.#synced?.applied ?? null)),
      skewMs: () => this.#hub.skewMs,
      canary: () => this.#canary,
    });
    this.#follower = new Follower({
      hub: this.#hub,
      log,
      present: this.#present,
      random: Math.random,
      synced: () => this.#synced,
      floor: () => this.#floor,
      onBundle: (synced) => this.#takeIn(synced),
      onChange: (raw, headChanged) => this.#changed(raw, headChanged),
      onReset: (generation) => this.#reset(generation),
      onBeat: () => this.#beat(),
      onEnrolled: (enrolled) => this.#learnEnrolled(enrolled),
    });
  }

  /** Ready to answer when it resolves: with the hub's state, or with the one that was kept, or with neither. */
  async start(): Promise<void> {
    const left = await this.#files?.load();
    if (left) {
      this.#floor = left.floor;
      this.#synced = left.synced;
      if (left.synced) this.#heard = { wallMs: left.heardAtMs, monotonicMs: null };
      if (left.doubt) this.#settings.log("warn", left.doubt, { until: "the hub answers, nobody is let in" });
    }
    const late = new Promise<void>((resolve) => setTimeout(resolve, firstTryMs).unref());
    await Promise.race([this.#follower.start(), late]);
    this.#ticking = setInterval(() => this.#tick(), tickMs);
    this.#ticking.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#ticking);
    clearTimeout(this.#resetting);
    const connected = this.#follower.connected;
    await this.#follower.stop();
    if (connected) await this.#receipts.send().catch(() => {});
    if (this.#heard) await this.#keeper?.heard(this.#heard.wallMs, "once");
  }

  /** Judges a request by its headers, a flat list of names and values as they came. Counted. */
  judgeRequest(rawHeaders: readonly string[], scopes: readonly string[]): Judgement | Promise<Judgement> {
    return this.judgePresented(readCredential({ rawHeaders }), scopes);
  }

  judgePresented(presented: Presented, scopes: readonly string[]): Judgement | Promise<Judgement> {
    if (presented.kind === "none") return this.#counted(denied("no_key", null));
    if (presented.kind === "several") return this.#counted(denied("several_keys", null));
    const first = this.#judgeText(presented.text, scopes);
    return first.ok || !worthAsking(first) || this.#waiting >= mostWaiting
      ? this.#counted(first)
      : this.#judgeLater(first, presented.text, scopes);
  }

  /** Whether somebody who was let in would be so now. Not counted. */
  judgeAgain(passport: Passport, scopes: readonly string[]): boolean {
    const clock = this.#clock();
    const synced = this.#usable(clock.instant);
    return synced !== null && this.#judge.judgeAgain(synced, passport, scopes, clock).ok;
  }

  /** Calls back after each change of what is known, and every second, until the returned function is called. */
  onMayHaveChanged(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** What may be told to anyone who asks how it is. */
  health() {
    const now = this.#present();
    const synced = this.#synced;
    const age = ageMs(this.#heard, now);
    return {
      ok: this.#usable(now) !== null,
      connected: this.#follower.connected,
      enrolled: this.#enrolled,
      version: VERSION,
      generation: synced?.applied.generation ?? null,
      revision: synced?.applied.revision ?? null,
      kids: synced?.ring.kids ?? [],
      keys: synced?.records.size ?? 0,
      heard_seconds_ago: Number.isFinite(age) ? Math.round(age / 1_000) : null,
      max_stale_seconds: synced ? this.#maxStaleMs(synced) / 1_000 : null,
      clock_skew_ms: this.#hub.skewMs,
      state_on_disk: this.#keeper?.isWhole ?? false,
      trouble: this.#follower.trouble,
    };
  }

  #judgeText(text: string, scopes: readonly string[]): Judgement {
    const clock = this.#clock();
    const synced = this.#usable(clock.instant);
    return synced ? this.#judge.judge(synced, text, scopes, clock) : denied("unavailable", null);
  }

  /**
   * The hub may have signed with a key, or for one, that is not known here yet. For an unknown kid it is asked, seldom; a
   * good signature over an unknown key can only be the hub's own, and its word about that key is on its way.
   */
  async #judgeLater(first: Denied, text: string, scopes: readonly string[]): Promise<Judgement> {
    this.#waiting += 1;
    try {
      if (first.cause === "unknown_client") {
        if (!this.#follower.connected) return this.#counted(first);
        await this.#follower.nextWord(keyMayTakeMs);
      } else if (!(await this.#follower.askAnew())) return this.#counted(first);
      return this.#counted(this.#judgeText(text, scopes));
    } finally {
      this.#waiting -= 1;
    }
  }

  #counted<Of extends Judgement>(judgement: Of): Of {
    const { wallMs } = this.#present();
    if (judgement.ok)
      this.#receipts.count(true, { record: judgement.passport.record, outcome: "valid" }, wallMs);
    else {
      this.#receipts.count(false, judgement.counted, wallMs);
      this.#settings.log("debug", "refused", { refusal: judgement.refusal, cause: judgement.cause });
    }
    return judgement;
  }

  /** What is known, if it may be used now. */
  #usable(now: Instant): Synced | null {
    const synced = this.#synced;
    if (!synced || !this.#enrolled) return null;
    return ageMs(this.#heard, now) < this.#maxStaleMs(synced) ? synced : null;
  }

  #maxStaleMs({ head }: Synced): number {
    return maxStaleMs(head.maxStaleSeconds, this.#settings.maxStaleSeconds);
  }

  #clock(): TokenClock & { instant: Instant } {
    const instant = this.#present();
    const now = new Date(instant.wallMs);
    const behindMs = -(this.#hub.skewMs ?? 0);
    const latest = behindMs > skewThatCountsMs ? new Date(instant.wallMs + behindMs) : now;
    return { instant, now, latest };
  }

  #takeIn(synced: Synced): void {
    clearTimeout(this.#resetting);
    this.#synced = synced;
    this.#floor = synced.applied;
    this.#judge.forget();
    this.#hear();
    this.#tryCanary();
    this.#warnOfKeys();
    this.#tellWatchers();
    const { generation, revision } = synced.applied;
    this.#settings.log("info", "the hub's state was taken in", {
      generation,
      revision,
      keys: synced.records.size,
    });
    this.#keepThenAcknowledge((keeper) => keeper.whole(synced, this.#present().wallMs));
  }

  #changed(raw: object, headChanged: boolean): void {
    const synced = this.#synced!;
    this.#floor = synced.applied;
    if (headChanged) {
      this.#judge.forget();
      this.#tryCanary();
      this.#warnOfKeys();
    }
    this.#tellWatchers();
    const { changed } = synced;
    this.#keepThenAcknowledge((keeper) => keeper.change(raw, changed, synced, this.#present().wallMs));
  }

  #reset(generation: number): void {
    const synced = this.#synced;
    if (synced && generation <= synced.applied.generation) return;
    this.#judge.forget();
    this.#floor = { generation, revision: 0 };
    this.#resetting = setTimeout(() => {
      if (this.#synced === synced) this.#synced = null;
    }, resetMayTakeMs);
    this.#resetting.unref();
    void this.#keeper?.reset(generation, this.#present().wallMs);
  }

  #beat(): void {
    this.#floor = this.#synced!.applied;
    this.#hear();
    void this.#keeper?.heard(this.#heard!.wallMs, "sometimes");
  }

  #hear(): void {
    this.#heard = this.#present();
  }

  #learnEnrolled(enrolled: boolean): void {
    if (enrolled === this.#enrolled) return;
    this.#enrolled = enrolled;
    if (!enrolled)
      this.#settings.log("error", "the hub does not know this Outpost's token: enrol it anew in the console");
    this.#tellWatchers();
  }

  /** The hub hears of nothing that a restart would not know. */
  #keepThenAcknowledge(keep: (keeper: Keeper) => Promise<void>): void {
    if (this.#keeper) void keep(this.#keeper).then(() => this.#acknowledge());
    else this.#acknowledge();
  }

  #acknowledge(): void {
    this.#receipts
      .send()
      .catch((error) => this.#settings.log("debug", "a receipt was not taken", { why: String(error) }));
  }

  #tick(): void {
    if (this.#follower.connected && this.#receipts.due) this.#acknowledge();
    this.#tellWatchers();
  }

  #tellWatchers(): void {
    for (const watcher of this.#watchers) watcher();
  }

  /** The hub hands out a token under its next key: whoever can verify it will be able to verify what that key signs. */
  #tryCanary(): void {
    const { head, ring, expected } = this.#synced!;
    if (!head.canary) {
      this.#canary = null;
      return;
    }
    const { kid, token } = head.canary;
    const verified = verifyToken(token, ring, expected, this.#clock());
    const error = verified.ok ? (verified.kid === kid ? null : "another_kid") : verified.fault;
    this.#canary = { kid, verified: error === null, error };
  }

  #warnOfKeys(): void {
    for (const [kid, fault] of this.#synced!.ring.refused)
      this.#settings.log("error", "a published signing key is not believed", { kid, fault });
  }
}

function worthAsking({ cause }: Denied): boolean {
  return cause === "unknown_kid" || cause === "unknown_client";
}
