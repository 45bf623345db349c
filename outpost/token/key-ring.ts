import type { KeyObject } from "node:crypto";
import { type JwkFault, screenedKey } from "@/lib/crypto/screened-key";
import type { KnownHeads } from "@/lib/domain/tokens/read-token";
import type { PublishedKey } from "../sync/wire";

/** A hub writes one under each of its keys. */
const mostHeads = 64;

/** The signing keys of the workspace whose tokens count. */
export class KeyRing {
  readonly #keys = new Map<string, { key: KeyObject; endsAtMs: number }>();
  readonly #heads = new Map<string, string>();
  /** Published keys that were not believed, by kid. */
  readonly refused = new Map<string, JwkFault>();

  /** `known`: the ring before, since to screen a key takes a while. */
  constructor(published: readonly PublishedKey[], known: KeyRing | null = null) {
    for (const { kid, jwk, state, endsAt } of published) {
      // One that has ended at once has no end to wait for.
      const endsAtMs = state === "retired" ? (endsAt?.getTime() ?? 0) : Number.POSITIVE_INFINITY;
      const before = known?.find(kid, Number.NEGATIVE_INFINITY);
      const screened = before && sameKey(before, jwk) ? { key: before } : screenedKey(jwk);
      if ("key" in screened) this.#keys.set(kid, { key: screened.key, endsAtMs });
      else this.refused.set(kid, screened.fault);
    }
  }

  find(kid: string, nowMs: number): KeyObject | undefined {
    const found = this.#keys.get(kid);
    return found && found.endsAtMs > nowMs ? found.key : undefined;
  }

  /** When the tokens of a key end with it, Unix milliseconds; a key that is not here has ended long ago. */
  endsAtMs(kid: string): number {
    return this.#keys.get(kid)?.endsAtMs ?? Number.NEGATIVE_INFINITY;
  }

  /** The first parts of access tokens that these keys have signed: strangers' ones never get in. */
  get heads(): KnownHeads {
    return this.#heads;
  }
  learnHead(head: string, kid: string): void {
    if (this.#heads.size < mostHeads) this.#heads.set(head, kid);
  }

  get kids(): string[] {
    return [...this.#keys.keys()];
  }
}

function sameKey(key: KeyObject, jwk: PublishedKey["jwk"]): boolean {
  const { n, e } = key.export({ format: "jwk" });
  return n === jwk.n && e === jwk.e && jwk.kty === "RSA" && jwk.alg === "RS256" && !("d" in jwk);
}
