import { newId } from "@/lib/crypto/random";
import {
  afterPoll,
  holdsLease,
  LEASE_MS,
  type LeaseState,
  NO_LEASE,
  POLL_EVERY_MS,
  RESUME_MS,
} from "@/lib/domain/feed/lease";
import { monotonicMs, wallClockMs } from "@/lib/entry/clock";
import { FEED_BATCH, type FeedLink, type FeedRow, openFeedLink } from "@/lib/services/gate/feed-link";
import type { GateLog } from "../gate-log";
import { Ears } from "./ears";
import { Pause } from "./pause";

/** Some way below the promise, since timers are late under load. */
const pauseMs = POLL_EVERY_MS * 0.8;
const longestBackoffMs = 500;

export interface Memory {
  /** Forgets what these changes are about. */
  apply(changes: readonly FeedRow[]): void;
  forgetAll(): void;
}

interface Options {
  feedUrl: string;
  name: string;
  log: GateLog;
  memory: Memory;
}

/**
 * Follows the change feed over a connection of its own and holds the lease under which the gate may answer from memory
 * (`lib/domain/feed/lease.ts` is the rule). Whatever happens to its connections, the lease runs out by itself.
 */
export class Verifier {
  readonly id = newId();
  readonly #options: Options;
  readonly #ears: Ears;
  readonly #pause = new Pause();
  #link: FeedLink | null = null;
  #registered = false;
  #applied = 0;
  #lease: LeaseState = NO_LEASE;
  /** The machine's date at the start of the last good poll. */
  #leaseDateMs = Number.NEGATIVE_INFINITY;
  #failures = 0;
  #stopping = false;
  #loop: Promise<void> = Promise.resolve();

  constructor(options: Options) {
    this.#options = options;
    this.#ears = new Ears(options.feedUrl, options.name, () => this.#pause.end());
  }

  /** Registers and polls until the lease is held, or the first thing goes wrong; then goes on in the background. */
  async start(): Promise<void> {
    for (let turn = 0; turn < 3 && this.#failures === 0 && !this.holdsLease(); turn++) await this.#turn();
    this.#loop = this.#run();
  }

  /**
   * Whether the gate may answer from memory. The date is asked beside the monotonic clock because that one stands still
   * while a machine is suspended, and a lease must not outlive the night in a closed laptop.
   */
  holdsLease(atMs = monotonicMs(), dateMs = wallClockMs()): boolean {
    return holdsLease(this.#lease, atMs) && dateMs - this.#leaseDateMs < LEASE_MS;
  }

  /** The last revision of the feed that has been applied. */
  get applied(): number {
    return this.#applied;
  }

  /** The machine's date at the start of the last good poll: all that had been committed by then has been applied. */
  get polledAtMs(): number {
    return this.#leaseDateMs;
  }

  /** Milliseconds since the start of the last good poll; null where there was none since the last connection. */
  sinceGoodPollMs(atMs = monotonicMs()): number | null {
    const { lastPollStartedAt } = this.#lease;
    return lastPollStartedAt === null ? null : atMs - lastPollStartedAt;
  }

  /** Whether the last try to reach the database failed. */
  get databaseAway(): boolean {
    return this.#failures > 0;
  }

  /** Ends the polling and takes the gate off the list, so that nobody waits for its reports. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#pause.end();
    await this.#loop;
    this.#loseLease();
    await Promise.all([this.#ears.close(), this.#link?.leave().catch(() => {})]);
    await this.#link?.close();
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      const startedAt = monotonicMs();
      const more = await this.#turn();
      if (more) continue;
      const untilMs = this.#failures > 0 ? Math.min(25 * 2 ** this.#failures, longestBackoffMs) : pauseMs;
      await this.#pause.begin(untilMs - (monotonicMs() - startedAt));
    }
  }

  /** One step: connects, registers or polls. True = another one is due at once. */
  async #turn(): Promise<boolean> {
    try {
      this.#link ??= this.#connect();
      const more = this.#registered ? await this.#poll(this.#link) : await this.#register(this.#link);
      if (this.#failures > 0) this.#options.log.info({ failures: this.#failures }, "the change feed is back");
      this.#failures = 0;
      return more;
    } catch (error) {
      this.#failures += 1;
      if (this.#failures === 1) this.#options.log.warn({ err: error }, "the change feed does not answer");
      this.#drop(this.#link);
      return false;
    }
  }

  #connect(): FeedLink {
    this.#registered = false;
    this.#ears.reopen();
    const link = openFeedLink(this.#options.feedUrl, { id: this.id, name: this.#options.name }, () => {
      if (this.#link === link) this.#drop(link);
    });
    return link;
  }

  /** After a loss of the connection. The lease stays: nothing is acknowledged before it has run out. */
  #drop(link: FeedLink | null): void {
    if (this.#link !== link || link === null) return;
    this.#link = null;
    this.#registered = false;
    void link.close();
  }

  /**
   * A new connection may lead to another server, after a failover or a restored backup, whose revisions tell of other
   * changes: everything in memory goes, and only then does the gate claim to be up to date.
   */
  async #register(link: FeedLink): Promise<true> {
    this.#loseLease();
    this.#options.memory.forgetAll();
    this.#applied = await link.register();
    this.#registered = true;
    return true;
  }

  async #poll(link: FeedLink): Promise<boolean> {
    const startedAt = monotonicMs();
    const dateMs = wallClockMs();
    const before = this.#lease.lastPollStartedAt;
    const hastened = this.#pause.wasEnded;
    const { known, rows } = await link.poll(this.#applied);
    if (!known) {
      this.#registered = false;
      return true;
    }
    // A gate that was away that long may have been counted as dead, and the feed may have been pruned meanwhile.
    if (before !== null && startedAt - before > RESUME_MS) this.#options.memory.forgetAll();
    if (rows.length > 0) {
      if (rows[0]!.revision !== this.#applied + 1) this.#options.memory.forgetAll();
      this.#options.memory.apply(rows);
      this.#applied = rows.at(-1)!.revision;
      if (!hastened) this.#ears.shouldHaveHeard(startedAt);
    }
    this.#lease = afterPoll(this.#lease, startedAt, rows.length < FEED_BATCH);
    this.#leaseDateMs = dateMs;
    // At once again: to report what was applied, and to earn the lease after a start.
    return rows.length > 0 || (before === null && !this.#stopping);
  }

  #loseLease(): void {
    this.#lease = NO_LEASE;
    this.#leaseDateMs = Number.NEGATIVE_INFINITY;
  }
}
