/**
 * Which moves a key may make. One table: the forms ask it before the click, the services after it, the docs print it.
 * A decision is a list of effects; `apply` and the database carry out the same list.
 */
import type { RefusalCode } from "../refusals";
import {
  type HoldSource,
  type KeyFacts,
  keyStatus,
  latestOf,
  liveVersions,
  overlapping,
  type RevokeReason,
} from "./key-facts";
import type { Status } from "./status";

export const MOVES = [
  "edit",
  "disable",
  "enable",
  "revoke",
  "regenerate",
  "rotate",
  "end-overlap",
  "roll-back",
  "delete",
] as const;
export type Move = (typeof MOVES)[number];

/** From which statuses a move is open at all. What else it asks stands in `refusalOf`. */
export const TRANSITIONS: Record<Move, { from: readonly Status[]; to: Status | "same" | "deleted" }> = {
  edit: { from: ["pending", "active", "suspended", "revoked", "expired"], to: "same" },
  disable: { from: ["active", "suspended"], to: "suspended" },
  enable: { from: ["suspended"], to: "active" },
  revoke: { from: ["active", "suspended", "expired"], to: "revoked" },
  regenerate: { from: ["active", "suspended", "expired"], to: "same" },
  rotate: { from: ["active", "suspended"], to: "same" },
  "end-overlap": { from: ["active", "suspended", "expired"], to: "same" },
  "roll-back": { from: ["active", "suspended", "expired"], to: "same" },
  delete: { from: ["pending", "active", "suspended", "revoked", "expired"], to: "deleted" },
};

/** One change of a key's record. `version` is a version's id. */
export type Effect =
  | { do: "hold"; source: HoldSource }
  | { do: "release"; source: HoldSource }
  | { do: "end"; version: string; reason: RevokeReason }
  | { do: "retire"; version: string; at: Date | null }
  | { do: "issue"; generation: number; expiresAt: Date | null }
  | { do: "make-latest"; version: string }
  | { do: "delete" };

export type Decision = { ok: true; effects: Effect[] } | { ok: false; refusal: RefusalCode };

const closed: Partial<Record<Status, RefusalCode>> = {
  revoked: "key-revoked",
  expired: "key-expired",
  pending: "key-pending",
};

/** Why a move is closed now, or null where it is open. A sleeping button shows this very code. */
export function refusalOf(key: KeyFacts, move: Move, now: Date): RefusalCode | null {
  if (key.deletedAt !== null) return "key-deleted";
  const status = keyStatus(key, now);
  const disabled = key.holds.includes("manual");
  if (move === "enable" && status === "active") return "key-not-disabled";
  if (!TRANSITIONS[move].from.includes(status)) return closed[status] ?? "key-not-active";
  if (move === "disable" && disabled) return "key-already-disabled";
  if (move === "enable" && !disabled) return "key-not-disabled";
  // An expired key is revoked only while its old version still works: nobody must be left without a way to stop it.
  if (move === "revoke" && status === "expired" && !overlapping(key, now)) return "key-expired";
  if (move === "rotate" && overlapping(key, now)) return "key-in-overlap";
  if ((move === "end-overlap" || move === "roll-back") && !overlapping(key, now)) return "key-not-in-overlap";
  if (move === "delete" && key.kind === "key_set") return "key-kind-not-deletable";
  return null;
}

/** The moves that need nothing but the key: what each would do, or why it is closed. */
export function decide(
  key: KeyFacts,
  move: Exclude<Move, "regenerate" | "rotate">,
  now: Date,
  reason: RevokeReason = "other",
): Decision {
  const refusal = refusalOf(key, move, now);
  if (refusal) return { ok: false, refusal };
  const live = liveVersions(key, now);
  const end = (versions: { id: string }[], why: RevokeReason): Effect[] =>
    versions.map((version) => ({ do: "end", version: version.id, reason: why }));
  switch (move) {
    case "edit":
      return { ok: true, effects: [] };
    case "disable":
      return { ok: true, effects: [{ do: "hold", source: "manual" }] };
    case "enable":
      return { ok: true, effects: [{ do: "release", source: "manual" }] };
    case "revoke": {
      const latest = latestOf(key);
      return { ok: true, effects: end([...live.filter((version) => !version.latest), latest], reason) };
    }
    case "delete":
      return { ok: true, effects: [...end(live, "deleted"), { do: "delete" }] };
    case "end-overlap":
      return {
        ok: true,
        effects: end(
          live.filter((version) => !version.latest),
          "superseded",
        ),
      };
    case "roll-back": {
      const old = overlapping(key, now)!;
      return {
        ok: true,
        effects: [
          ...end([latestOf(key)], "rolled_back"),
          { do: "make-latest", version: old.id },
          { do: "retire", version: old.id, at: null },
        ],
      };
    }
  }
}

/** `keep` = the old version's expiry; a Date = another; null = never. */
export type NewExpiry = "keep" | Date | null;

/**
 * The one primitive behind regenerate, rotate and the schedule: a new version takes over.
 * `overlap` says until when the old one keeps working: "none" (dies now), a Date, or null (until somebody ends it).
 */
export function replace(
  key: KeyFacts,
  overlap: "none" | Date | null,
  newExpiry: NewExpiry,
  now: Date,
): Decision {
  const refusal = refusalOf(key, overlap === "none" ? "regenerate" : "rotate", now);
  if (refusal) return { ok: false, refusal };
  const latest = latestOf(key);
  const expiresAt = newExpiry === "keep" ? latest.expiresAt : newExpiry;
  if (expiresAt !== null && expiresAt <= now)
    return { ok: false, refusal: newExpiry === "keep" ? "expiry-needed" : "expiry-in-the-past" };
  const live = liveVersions(key, now);
  const generation = Math.max(...key.versions.map((version) => version.generation)) + 1;
  const farewell: Effect[] =
    overlap === "none"
      ? live.map((version) => ({ do: "end", version: version.id, reason: "superseded" }))
      : live.map((version) => ({ do: "retire", version: version.id, at: overlap }));
  return { ok: true, effects: [...farewell, { do: "issue", generation, expiresAt }] };
}

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
            rotatesAt: null,
            retiresAt: null,
            revokedAt: null,
            revokeReason: null,
          },
        ],
      };
  }
}
