import { readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { derive } from "@/lib/crypto/digest";
import { readChange } from "../sync/wire";
import { ensureFolder, replaceFile } from "./durable";
import { Journal } from "./journal";
import { readMark, writeMark } from "./mark";
import { isBefore, laterOf, type Place } from "./place";
import { readSnapshot, stillOf, writeSnapshot } from "./snapshot";
import type { Synced } from "./synced";

/** What an earlier run left. */
export interface Left {
  /** Null where nothing was left, or nothing that may be believed. */
  synced: Synced | null;
  heardAtMs: number;
  /** Nothing before this may ever be taken in again; null = this Outpost has been nowhere yet. */
  floor: Place | null;
  /** Why what was left is not believed. */
  doubt: string | null;
}

const leastJournalBytes = 4_000_000;

/**
 * The state on disk: a snapshot, a journal of the changes since, and a mark of how far it has come. Everything is 0600 and
 * bound to the Outpost's token: to another enrolment the files mean nothing. One after the other, in the order of the calls.
 */
export class StateFiles {
  readonly #path: string;
  readonly #key: Buffer;
  readonly #journal: Journal;
  #snapshotBytes = 0;
  /** What is on disk by now; the mark never says more. */
  #kept: Place | null = null;
  #work: Promise<void> = Promise.resolve();

  constructor(path: string, token: string) {
    this.#path = path;
    this.#key = derive(Buffer.from(token), "keysmith outpost state");
    this.#journal = new Journal(`${path}.journal`, this.#key);
  }

  async load(): Promise<Left> {
    await ensureFolder(dirname(this.#path));
    const [snapshot, journal, text] = await Promise.all([
      content(this.#path),
      content(`${this.#path}.journal`),
      content(`${this.#path}.mark`),
    ]);
    const mark = text && readMark(text.toString(), this.#key);
    const synced = snapshot && this.#restored(snapshot, journal);
    const heardAtMs = mark?.heardAtMs ?? 0;
    const floor = synced && mark ? laterOf(synced.changed, mark) : (synced?.changed ?? mark);
    const no = (doubt: string | null) => ({ synced: null, heardAtMs, floor, doubt });
    if (!synced) return no(snapshot ? "The state file is damaged or belongs to another enrolment." : null);
    if (!mark) return no("The state file has no mark beside it that says how far this Outpost has come.");
    // A revoked key would work again: an older file was put back.
    if (isBefore(synced.changed, mark))
      return no("The state file is older than what this Outpost has known before.");
    this.#kept = synced.changed;
    await this.#journal.cutTail();
    return { synced, heardAtMs, floor, doubt: null };
  }

  /** Keeps all of a state. */
  saveWhole(synced: Synced, heardAtMs: number): Promise<void> {
    return this.#inTurn(() => this.#writeWhole(synced, heardAtMs));
  }

  /** Keeps a change that `synced` has taken in already. On disk when this resolves. */
  saveChange(change: unknown, place: Place, synced: Synced, heardAtMs: number): Promise<void> {
    return this.#inTurn(async () => {
      await this.#journal.append(change);
      this.#kept = place;
      if (this.#journal.bytes > Math.max(leastJournalBytes, this.#snapshotBytes / 2))
        await this.#writeWhole(synced, heardAtMs);
      else await this.#writeMark(place, heardAtMs);
    });
  }

  /** Keeps how lately the hub was heard. */
  saveHeard(heardAtMs: number): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#kept) await this.#writeMark(this.#kept, heardAtMs);
    });
  }

  /** Keeps that a new generation has begun: whatever is on disk counts no more. */
  saveReset(generation: number, heardAtMs: number): Promise<void> {
    return this.#inTurn(async () => {
      this.#kept = null;
      await this.#writeMark({ generation, revision: 0 }, heardAtMs);
    });
  }

  /** Where the disk fails, no state is better than an old one: the next start then waits for the hub. */
  discard(): Promise<void> {
    this.#kept = null;
    return this.#inTurn(() => rm(this.#path, { force: true }));
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#work.then(work);
    this.#work = done.catch(() => {});
    return done;
  }

  async #writeWhole(synced: Synced, heardAtMs: number): Promise<void> {
    const still = stillOf(synced);
    this.#snapshotBytes = await replaceFile(this.#path, writeSnapshot(still, this.#key));
    await this.#journal.clear();
    this.#kept = still.place;
    await this.#writeMark(still.place, heardAtMs);
  }

  async #writeMark(place: Place, heardAtMs: number): Promise<void> {
    await replaceFile(`${this.#path}.mark`, [writeMark({ ...place, heardAtMs }, this.#key)]);
  }

  #restored(snapshot: Buffer, journal: Buffer | null): Synced | null {
    try {
      const synced = readSnapshot(snapshot, this.#key);
      this.#snapshotBytes = snapshot.length;
      for (const change of this.#journal.read(journal ?? Buffer.alloc(0))) synced.apply(readChange(change));
      return synced;
    } catch {
      return null;
    }
  }
}

async function content(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
