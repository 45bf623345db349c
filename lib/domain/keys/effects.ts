/** What a decision changes of a key. `apply` and the database carry out the same list. */
import type { HoldSource, KeyFacts, RevokeReason } from "./key-facts";

/** One change of a key's record. `version` is a version's id. */
export type Effect =
  | { do: "hold"; source: HoldSource }
  | { do: "release"; source: HoldSource }
  | { do: "end"; version: string; reason: RevokeReason }
  | { do: "retire"; version: string; at: Date | null }
  | { do: "issue"; generation: number; expiresAt: Date | null; rotatesAt: Date | null }
  | { do: "activate"; version: string; expiresAt: Date | null; rotatesAt: Date | null }
  | { do: "make-latest"; version: string }
  | { do: "delete" };

/** Carries out effects on the facts alone: what the database must look like afterwards. `newId` names an issued version. */
export function apply(key: KeyFacts, effects: Effect[], now: Date, newId: string): KeyFacts {
  return effects.reduce((facts, effect) => applyOne(facts, effect, now, newId), key);
}

function applyOne(key: KeyFacts, effect: Effect, now: Date, newId: string): KeyFacts {
  const change = (id: string, patch: object) => ({
    ...key,
    versions: key.versions.map((version) => (version.id === id ? { ...version, ...patch } : version)),
  });
  switch (effect.do) {
    case "hold":
      return { ...key, holds: [...key.holds.filter((source) => source !== effect.source), effect.source] };
    case "release":
      return { ...key, holds: key.holds.filter((source) => source !== effect.source) };
    case "end":
      return change(effect.version, { revokedAt: now, revokeReason: effect.reason });
    case "retire":
      return change(effect.version, { retiresAt: effect.at });
    case "activate":
      return change(effect.version, {
        activatedAt: now,
        expiresAt: effect.expiresAt,
        rotatesAt: effect.rotatesAt,
      });
    case "make-latest":
      return {
        ...key,
        versions: key.versions.map((version) => ({ ...version, latest: version.id === effect.version })),
      };
    case "delete":
      return { ...key, deletedAt: now };
    case "issue":
      return {
        ...key,
        versions: [
          ...key.versions.map((version) => ({ ...version, latest: false })),
          {
            id: newId,
            generation: effect.generation,
            latest: true,
            activatedAt: now,
            expiresAt: effect.expiresAt,
            rotatesAt: effect.rotatesAt,
            retiresAt: null,
            revokedAt: null,
            revokeReason: null,
          },
        ],
      };
  }
}
