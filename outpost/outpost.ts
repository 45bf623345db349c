/** One Outpost: what it knows, how it keeps that equal to the hub's, and what it says to whoever presents something. */
import type { Presented } from "@/lib/domain/keys/presented";
import type { KeySetsAtOutpost } from "@/lib/domain/outposts/key-sets";
import type { Secret } from "@/lib/domain/secret";
import { KEY_SETS_SHUT_SENTENCES } from "@/lib/verdict-messages";
import { Admission } from "./admission";
import { type Instant, present } from "./clock";
import { type Log, reasonOf } from "./log";
import { Refusals } from "./refusals";
import type { Judgement } from "./state/judge";
import { Knowledge } from "./state/knowledge";
import type { Passport } from "./state/passport";
import { type Caller, NOBODY } from "./sync/callers";
import { Follower } from "./sync/follower";
import { Hub } from "./sync/hub";
import { Receipts } from "./sync/receipts";
import { type CanaryResult, tryCanary } from "./token/canary";
import { VERSION } from "./version";

export interface OutpostSettings {
  hub: URL;
  token: Secret;
  /** Where the state is kept; null = in memory alone. */
  stateFile: string | null;
  /** Shortens what the hub allows; null = as the hub says. */
  maxStaleSeconds: number | null;
  /** The slug of the API that it stands for; null = key sets, which are good for an API, are not let in. */
  api?: string | null;
  log: Log;
  /** Whether somebody reads what is logged of single refusals: then each names its line. */
  tellsRefusals?: boolean;
  /** Tests have a clock of their own. */
  present?: () => Instant;
}

/** A start waits so long for the hub before it goes on with what it had. */
const firstTryMs = 300;
const tickMs = 250;
/** A stop waits no longer than this for the hub to take the last counts. */
const lastWordMs = 10_000;

export class Outpost {
  readonly #log: Log;
  readonly #api: string | null;
  readonly #present: () => Instant;
  readonly #hub: Hub;
  readonly #follower: Follower;
  readonly #receipts: Receipts;
  readonly #knowledge: Knowledge;
  readonly #admission: Admission;
  readonly #receiptCalls = new AbortController();
  readonly #watchers = new Set<() => void>();
  #canary: CanaryResult | null = null;
  /** What was said of key sets last. */
  #said: KeySetsAtOutpost | null = null;
  #ticking: NodeJS.Timeout | undefined;

  constructor({ hub, token, stateFile, maxStaleSeconds, log, ...given }: OutpostSettings) {
    const now = given.present ?? present;
    this.#log = log;
    this.#api = given.api || null;
    this.#present = now;
    this.#hub = new Hub(hub, token, () => now().wallMs);
    const skewMs = () => this.#hub.skewMs;
    const knowledge = new Knowledge({
      disk: stateFile === null ? null : { path: stateFile, token: token.reveal() },
      maxStaleSeconds,
      present: now,
      skewMs,
      log,
      onChanged: (forAll) => this.#changed(forAll),
      onKept: () => this.#acknowledge(),
    });
    this.#knowledge = knowledge;
    this.#receipts = new Receipts({
      version: VERSION,
      api: this.#api,
      post: (body) => this.#hub.receipt(body, this.#receiptCalls.signal),
      present: now,
      synced: () => knowledge.synced,
      place: () => knowledge.place,
      skewMs,
      canary: () => this.#canary,
      log,
    });
    this.#follower = new Follower({
      hub: this.#hub,
      log,
      present: now,
      random: Math.random,
      synced: () => knowledge.synced,
      floor: () => knowledge.floor,
      onBundle: (synced) => knowledge.takeIn(synced),
      onChange: (raw, headChanged) => knowledge.changed(raw, headChanged),
      onReset: (generation) => knowledge.reset(generation),
      onBeat: () => knowledge.beat(),
      onConnected: () => this.#acknowledge(),
      onEnrolled: (enrolled) => knowledge.learnEnrolled(enrolled),
    });
    this.#admission = new Admission({
      knowledge,
      follower: this.#follower,
      receipts: this.#receipts,
      api: this.#api,
      refusals: given.tellsRefusals ? new Refusals(log, this.#api) : null,
      log,
    });
  }

  /** Ready to answer when it resolves: with the hub's state, or with the one that was kept, or with neither. */
  async start(): Promise<void> {
    await this.#knowledge.load();
    this.#sayKeySets();
    // Where it ended before its proof was sent. One that is too old by now says nothing: the hub keeps what it was told.
    const kept = this.#tryCanary();
    if (kept?.verified) this.#canary = kept;
    const late = new Promise<void>((resolve) => setTimeout(resolve, firstTryMs).unref());
    await Promise.race([this.#follower.start(), late]);
    this.#ticking = setInterval(() => this.#tick(), tickMs);
    this.#ticking.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#ticking);
    const connected = this.#follower.connected;
    await this.#follower.stop();
    // While the disk is still being written there is nothing to acknowledge, and no receipt: that comes first.
    await this.#knowledge.close();
    if (connected) await this.#sayLast();
    this.#receiptCalls.abort();
  }

  /** Judges what a request presents. Counted. `caller` = where it comes from, for the hub's list. */
  judgePresented(
    presented: Presented,
    scopes: readonly string[],
    caller: Caller = NOBODY,
  ): Judgement | Promise<Judgement> {
    return this.#admission.judgePresented(presented, scopes, caller);
  }

  /** Whether somebody who was let in would be so now. Not counted. */
  judgeAgain(passport: Passport, scopes: readonly string[]): boolean {
    return this.#admission.judgeAgain(passport, scopes);
  }

  /** Calls back after each change of what is known, and four times a second, until the returned function is called. */
  onMayHaveChanged(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Whose keys it lets in; null = every environment's, undefined = the hub has not told yet. */
  get environment(): string | null | undefined {
    return this.#knowledge.synced?.head.outpost.environment;
  }

  /** What may be told to anyone who asks how it is. */
  health() {
    const now = this.#present();
    const { synced, enrolled, isOnDisk } = this.#knowledge;
    const age = this.#knowledge.ageMs(now);
    return {
      ok: this.#knowledge.usable(now) !== null,
      api: this.#api,
      key_sets: this.#keySets,
      connected: this.#follower.connected,
      enrolled,
      version: VERSION,
      generation: synced?.applied.generation ?? null,
      revision: synced?.applied.revision ?? null,
      kids: synced?.ring.kids ?? [],
      keys: synced?.records.size ?? 0,
      heard_seconds_ago: Number.isFinite(age) ? Math.round(age / 1_000) : null,
      max_stale_seconds: synced ? this.#knowledge.maxStaleMs(synced) / 1_000 : null,
      clock_skew_ms: this.#hub.skewMs,
      state_on_disk: isOnDisk,
      trouble: this.#follower.trouble,
    };
  }

  #changed(forAll: boolean): void {
    const { synced } = this.#knowledge;
    if (forAll && synced) {
      this.#sayKeySets();
      this.#canary = this.#tryCanary();
      for (const [kid, fault] of synced.ring.refused)
        this.#log("error", "a published signing key is not believed", { kid, fault });
    }
    this.#tellWatchers();
  }

  /** Whether key sets are let in, or why none; null = that hangs on what the hub says. */
  get #keySets(): KeySetsAtOutpost | null {
    const { synced } = this.#knowledge;
    if (synced) return synced.keySetsAt(this.#api);
    return this.#api === null ? "outpost_without_api" : null;
  }

  /** At the start, and when it has become another. To stand for no API may be meant; for a wrong one it is not. */
  #sayKeySets(): void {
    const now = this.#keySets;
    if (now === null || now === this.#said) return;
    const before = this.#said;
    this.#said = now;
    const api = this.#api;
    const level = now === "outpost_without_api" ? "info" : "warn";
    if (now !== "open") this.#log(level, KEY_SETS_SHUT_SENTENCES[now], { api, why: now });
    else if (before !== null)
      this.#log("info", "key sets are let in that are subscribed to the API", { api });
  }

  #tryCanary(): CanaryResult | null {
    const { synced } = this.#knowledge;
    return synced && tryCanary(synced.head, synced.ring, synced.expected, this.#knowledge.clock());
  }

  #acknowledge(): void {
    this.#receipts
      .send()
      .catch((error) => this.#log("debug", "a receipt was not taken", { why: String(error) }));
  }

  /** What was counted and not told by then is lost. */
  async #sayLast(): Promise<void> {
    const late = setTimeout(() => this.#receiptCalls.abort(), lastWordMs);
    await this.#receipts
      .sendRest()
      .catch((error) => this.#log("warn", "the hub did not take the last counts", { why: reasonOf(error) }));
    clearTimeout(late);
  }

  #tick(): void {
    if (this.#canary?.verified === false) this.#proveAgain();
    if (this.#follower.connected && this.#receipts.due) this.#acknowledge();
    this.#tellWatchers();
  }

  /** What it could not verify a moment ago it may verify now: its clock was put right, or the hub's is known since. */
  #proveAgain(): void {
    this.#canary = this.#tryCanary();
    // One that has ended will never be verified; the hub has another by now.
    if (this.#canary?.error === "expired") void this.#follower.askForWhole();
  }

  #tellWatchers(): void {
    for (const watcher of this.#watchers) watcher();
  }
}
