import { writeLastUsed } from "@/lib/services/gate/write-usage";

/** A key in use is written so often at most. */
const everyMs = 30_000;
const keysPerWrite = 2_000;
const mostRemembered = 200_000;
const mostTries = 5;

/** Keeps keys' "last used" fresh to within half a minute, at the price of few writes. The first use is written at once. */
export class LastUsed {
  /** Key id -> the use last written. */
  readonly #written = new Map<string, number>();
  /** Key id -> the use to be written. */
  readonly #owed = new Map<string, { atMs: number; tries: number }>();

  note(keyId: string, atMs: number): void {
    const writtenMs = this.#written.get(keyId);
    if (writtenMs !== undefined && atMs - writtenMs < everyMs) return;
    const owed = this.#owed.get(keyId);
    if (owed === undefined) this.#owed.set(keyId, { atMs, tries: 0 });
    else owed.atMs = Math.max(owed.atMs, atMs);
  }

  /** Writes some of what is owed. A key that was being changed meanwhile is tried again; one that is gone is not for ever. */
  async write(nowMs: number): Promise<void> {
    const due: { keyId: string; atMs: number }[] = [];
    for (const [keyId, { atMs }] of this.#owed) {
      if (due.push({ keyId, atMs }) === keysPerWrite) break;
    }
    if (due.length === 0) return;
    const done = new Set(await writeLastUsed(due));
    if (this.#written.size > mostRemembered) this.#written.clear();
    for (const { keyId } of due) {
      const owed = this.#owed.get(keyId)!;
      owed.tries += 1;
      if (done.has(keyId)) this.#written.set(keyId, nowMs);
      if (done.has(keyId) || owed.tries >= mostTries) this.#owed.delete(keyId);
    }
  }
}
