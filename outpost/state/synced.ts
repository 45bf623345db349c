import { type KeySetsAtOutpost, keySetsAt } from "@/lib/domain/outposts/key-sets";
import type { Expected } from "@/lib/domain/tokens/read-token";
import { type Change, type Head, WireFault } from "../sync/wire";
import { KeyRing } from "../token/key-ring";
import { isBefore, type Place } from "./place";
import type { Records } from "./records";

/** The bundle as it was fetched, and every change since. */
export class Synced {
  readonly records: Records;
  /** False = whoever wrote it did not know of all that is told by now: an older Outpost that kept it, or an older hub. */
  readonly isWhole: boolean;
  #head: Head;
  #ring: KeyRing;
  /** The last revision that is known to hold nothing which is not here. */
  #applied: Place;
  /** The last revision at which something here changed. */
  #changed: Place;
  #expected: Expected;
  #stamp: object = {};

  constructor(head: Head, records: Records, isOfThisForm = true) {
    this.records = records;
    this.isWhole = isOfThisForm && head.apis !== null;
    this.#head = head;
    this.#ring = new KeyRing(head.signingKeys);
    this.#expected = expectedBy(head);
    this.#applied = { generation: head.generation, revision: head.revision };
    this.#changed = this.#applied;
  }

  get head(): Head {
    return this.#head;
  }
  get ring(): KeyRing {
    return this.#ring;
  }
  get expected(): Expected {
    return this.#expected;
  }
  /** Another object after each change: while it is the same, all that is known here is. */
  get stamp(): object {
    return this.#stamp;
  }
  /** Whether an Outpost that was started with this API lets in key sets, or why none. */
  keySetsAt(api: string | null): KeySetsAtOutpost {
    const { outpost, apis } = this.#head;
    return keySetsAt({ environment: outpost.environment, api }, (slug) => apis === null || apis.has(slug));
  }
  get applied(): Place {
    return this.#applied;
  }
  get changed(): Place {
    return this.#changed;
  }

  /** Takes in a change of the feed; false = it was known already. A change that belongs elsewhere throws. */
  apply({ revision, keys, head }: Change): boolean {
    const { generation } = this.#applied;
    if (head && (head.generation !== generation || head.outpost.id !== this.#head.outpost.id))
      throw new WireFault("a change of another generation");
    const place = { generation, revision };
    if (!isBefore(this.#applied, place)) return false;
    this.#stamp = {};
    for (const { keyId, versions } of keys) this.records.replaceKey(keyId, versions);
    if (head) {
      this.#head = head;
      this.#ring = new KeyRing(head.signingKeys, this.#ring);
      this.#expected = expectedBy(head);
    }
    this.#applied = place;
    this.#changed = place;
    return true;
  }

  /** The hub says that nothing newer than a revision exists; false = it is behind what is here. */
  heard(revision: number): boolean {
    const place = { generation: this.#applied.generation, revision };
    if (isBefore(place, this.#applied)) return false;
    this.#applied = place;
    return true;
  }
}

function expectedBy({ issuer, audience, longestTokenSeconds }: Head): Expected {
  return { issuer, audience, longestLifetimeMinutes: longestTokenSeconds / 60 };
}
