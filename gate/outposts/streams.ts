import type { BundleHead, ChangeEvent } from "@/lib/contracts/outposts";
import { wallClockMs } from "@/lib/entry/clock";
import type { FeedRow } from "@/lib/services/gate/feed-link";
import { changedKeys, headsNow, type KnownOutpost, outpostNow } from "@/lib/services/outposts/live";
import type { GateLog } from "../gate-log";
import { OutpostStream } from "./stream";

const beatEveryMs = 1_000;
/** An Outpost has one, and a second one while it starts anew; the oldest gives way. */
const mostOfOne = 3;

/** The gate's one reader of the change feed. */
interface Reader {
  readonly applied: number;
  readonly polledAtMs: number;
  holdsLease(): boolean;
}

/** The Outposts that listen at this gate, told of each change in the order of the feed. */
export class OutpostStreams {
  readonly #reader: Reader;
  readonly #log: GateLog;
  readonly #open = new Set<OutpostStream>();
  /** Batches of changes that have been applied here and not been told yet. */
  #untold = 0;
  #telling: Promise<void> = Promise.resolve();
  #closed = false;
  readonly #beats: NodeJS.Timeout;

  constructor(reader: Reader, log: GateLog) {
    this.#reader = reader;
    this.#log = log;
    this.#beats = setInterval(() => this.#beat(), beatEveryMs);
    this.#beats.unref();
  }

  get size(): number {
    return this.#open.size;
  }

  /** Whether somebody may begin to listen: a gate without its lease may miss changes that nobody tells it of again. */
  get hears(): boolean {
    return !this.#closed && this.#reader.holdsLease();
  }

  /** Takes a place: from now on nothing is missed. */
  add(outpost: KnownOutpost): OutpostStream {
    const stream = new OutpostStream(outpost);
    const others = [...this.#open].filter((one) => one.outpost.id === outpost.id);
    if (others.length >= mostOfOne) this.remove(others[0]!);
    this.#open.add(stream);
    return stream;
  }

  remove(stream: OutpostStream): void {
    this.#open.delete(stream);
    stream.end();
  }

  /** Begins with the present, for whoever has just been told what it missed. */
  greet(stream: OutpostStream): void {
    if (this.#untold === 0 && this.hears)
      stream.beat(this.#reader.applied, new Date(this.#reader.polledAtMs));
  }

  apply(changes: readonly FeedRow[]): void {
    if (this.#open.size === 0) return;
    this.#untold += 1;
    this.#telling = this.#telling
      .then(() => this.#tell(changes))
      .catch((error) => {
        this.#log.warn({ err: error }, "Outposts could not be told of a change; they come again for it");
        this.endAll();
      })
      .finally(() => {
        this.#untold -= 1;
      });
  }

  /** Changes may have gone by unheard: who listened comes again, and is told from the database. */
  endAll(): void {
    for (const stream of [...this.#open]) this.remove(stream);
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#beats);
    this.endAll();
  }

  async #tell(changes: readonly FeedRow[]): Promise<void> {
    const revision = changes.at(-1)!.revision;
    const workspaces = new Set([...this.#open].map(({ outpost }) => outpost.workspaceId));
    for (const workspaceId of workspaces) {
      const own = changes.filter((change) => change.workspaceId === workspaceId);
      if (own.length > 0) await this.#tellWorkspace(workspaceId, own, revision);
    }
  }

  async #tellWorkspace(workspaceId: string, changes: readonly FeedRow[], revision: number): Promise<void> {
    const ids = (kind: FeedRow["kind"]) => [
      ...new Set(changes.filter((change) => change.kind === kind).map(({ subjectId }) => subjectId)),
    ];
    const resets = new Set(ids("outpost"));
    for (const stream of this.#of(workspaceId)) if (resets.has(stream.outpost.id)) await this.#look(stream);
    const now = new Date(wallClockMs());
    const keys = await changedKeys(workspaceId, ids("key"), now);
    const headChanged = changes.some(({ kind }) => kind !== "key" && kind !== "outpost");
    if (keys.length === 0 && !headChanged) return;
    const listening = this.#of(workspaceId);
    const who = new Set(listening.map(({ outpost }) => outpost.id));
    const heads = headChanged ? await headsNow(workspaceId, who, now) : null;
    for (const stream of listening)
      stream.tell(changeOf(revision, keys, heads?.get(stream.outpost.id) ?? null));
  }

  #of(workspaceId: string): OutpostStream[] {
    return [...this.#open].filter(({ outpost }) => outpost.workspaceId === workspaceId);
  }

  /**
   * What became of an Outpost: reset, given another token, or removed. One of which nothing else is known was asked to come
   * again: whatever it has missed it is told from the database.
   */
  async #look(stream: OutpostStream): Promise<void> {
    const now = await outpostNow(stream.outpost);
    const isSame = now !== null && now.tokenMark === stream.outpost.tokenMark;
    if (isSame && now.generation !== stream.outpost.generation) stream.reset(now.generation);
    this.remove(stream);
  }

  /** Nothing is said while something is untold, or while the gate itself may be behind. */
  #beat(): void {
    if (this.#open.size === 0 || this.#untold > 0 || !this.hears) return;
    const at = new Date(this.#reader.polledAtMs);
    for (const stream of this.#open) stream.beat(this.#reader.applied, at);
  }
}

/** The head is of a later moment than the revision, perhaps; what it says of itself must not be ahead of the keys. */
function changeOf(revision: number, keys: ChangeEvent["keys"], head: BundleHead | null): ChangeEvent {
  return { revision, keys, head: head && { ...head, revision } };
}
