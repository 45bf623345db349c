import { type Log, reasonOf } from "../log";
import type { Place } from "./place";
import type { StateFiles } from "./state-files";
import type { Synced } from "./synced";

const heardEveryMs = 10_000;
const tryAgainMs = 30_000;

/**
 * Keeps the state on disk as it changes. A disk that fails stops no verdict; but then the files are given up, lest a
 * restart take in what has been withdrawn since, and after a while they are written anew.
 */
export class Keeper {
  readonly #files: StateFiles;
  readonly #log: Log;
  #heardAtMs = 0;
  #failedAtMs: number | null = null;
  #writing = 0;
  #kept: Place | null = null;

  constructor(files: StateFiles, log: Log) {
    this.#files = files;
    this.#log = log;
  }

  /** Whether the disk has what is in memory. */
  get isWhole(): boolean {
    return this.#failedAtMs === null;
  }

  /** How far a restart would know of `synced`: all of it, unless something is still being written. */
  place(synced: Synced | null): Place | null {
    return this.#writing === 0 ? (synced?.applied ?? null) : this.#kept;
  }

  async whole(synced: Synced, nowMs: number): Promise<void> {
    const { changed } = synced;
    this.#heardAtMs = nowMs;
    await this.#guard(nowMs, () => this.#files.saveWhole(synced, nowMs), changed);
  }

  async change(raw: object, place: Place, synced: Synced, nowMs: number): Promise<void> {
    if (this.#failedAtMs === null)
      await this.#guard(nowMs, () => this.#files.saveChange(raw, place, synced, nowMs), place);
    else if (nowMs - this.#failedAtMs > tryAgainMs) await this.whole(synced, nowMs);
  }

  async reset(generation: number, nowMs: number): Promise<void> {
    await this.#guard(nowMs, () => this.#files.saveReset(generation, nowMs));
  }

  async heard(nowMs: number, at: "sometimes" | "once"): Promise<void> {
    if (this.#failedAtMs !== null || (at === "sometimes" && nowMs - this.#heardAtMs < heardEveryMs)) return;
    this.#heardAtMs = nowMs;
    // It alters nothing of what a restart would know: nobody waits for it.
    await this.#tried(nowMs, () => this.#files.saveHeard(nowMs));
  }

  async #guard(nowMs: number, work: () => Promise<void>, place = this.#kept): Promise<void> {
    this.#writing += 1;
    if (await this.#tried(nowMs, work)) this.#kept = place;
    this.#writing -= 1;
  }

  async #tried(nowMs: number, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      if (this.#failedAtMs !== null) this.#log("info", "the state is kept on disk again");
      this.#failedAtMs = null;
      return true;
    } catch (error) {
      this.#failedAtMs = nowMs;
      this.#log("error", "the state cannot be kept on disk", { why: reasonOf(error) });
      await this.#files.discard().catch(() => {});
      return false;
    }
  }
}
