import type { FeedRow } from "@/lib/services/gate/feed-link";
import { type Issuer, loadIssuer } from "@/lib/services/tokens/issuer";
import type { Lane } from "../records/lane";

/** Strangers may name any workspace; only those that exist are kept, and no more than so many. */
const mostKept = 10_000;

/** Where the issuer of a workspace is asked for: under the lease from memory, else from the database. */
export class IssuerDesk {
  readonly #holdsLease: () => boolean;
  readonly #load: typeof loadIssuer;
  readonly #bySlug = new Map<string, Issuer>();
  readonly #byId = new Map<string, Issuer>();
  /** Moves with every change: what was being read before it is not kept. */
  #epoch = 0;

  constructor(holdsLease: () => boolean, load = loadIssuer) {
    this.#holdsLease = holdsLease;
    this.#load = load;
  }

  find(
    by: { id: string } | { slug: string },
    lane: Lane,
    who: string | null,
  ): Issuer | Promise<Issuer | null> {
    const known = "id" in by ? this.#byId.get(by.id) : this.#bySlug.get(by.slug);
    return known && this.#holdsLease() ? known : this.#read(by, lane, who);
  }

  /** A change of the workspace or of its signing key. */
  apply(changes: readonly FeedRow[]): void {
    this.#epoch += 1;
    for (const { kind, workspaceId } of changes) {
      if (kind === "key" || kind === "token" || kind === "outpost" || kind === "api") continue;
      const known = this.#byId.get(workspaceId);
      if (known) this.#bySlug.delete(known.slug);
      this.#byId.delete(workspaceId);
    }
  }

  forgetAll(): void {
    this.#epoch += 1;
    this.#byId.clear();
    this.#bySlug.clear();
  }

  async #read(by: { id: string } | { slug: string }, lane: Lane, who: string | null): Promise<Issuer | null> {
    // Without the lease, changes may go by that nobody will tell of.
    const leased = this.#holdsLease();
    const epoch = this.#epoch;
    const found = await lane.run(() => this.#load(by), who);
    if (found && leased && epoch === this.#epoch) {
      if (this.#byId.size >= mostKept) this.forgetAll();
      this.#byId.set(found.workspaceId, found);
      this.#bySlug.set(found.slug, found);
    }
    return found;
  }
}
