import { config } from "@/lib/config";
import { open, type MasterKey as SealingKey, type SealPlace, seal } from "@/lib/crypto/sealing";
import type { Secret } from "@/lib/domain/secret";

// On globalThis, since a bundler may load this module more than once in one process.
const place = globalThis as { [key: symbol]: readonly SealingKey[] | undefined };
const slot = Symbol.for("keysmith.sealing-keys");

/** The keys of this process, newest first: given by the hub, or, in the console, read from its environment. */
function keys(): readonly SealingKey[] {
  place[slot] ??= config().sealingKeys;
  return place[slot];
}

export function provideSealingKeys(given: readonly SealingKey[]): void {
  place[slot] = given;
}

/** Seals a secret for one place in the database. */
export function sealed(at: SealPlace, secret: Secret): string {
  const [newest] = keys();
  if (!newest) throw new Error("this process has no key to seal with");
  return seal(newest, at, secret);
}

/** Opens what was sealed for that place. Throws SealBroken. */
export function opened(at: SealPlace, text: string): Secret {
  return open(keys(), at, text);
}
