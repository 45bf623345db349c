/**
 * Which moves a key may make, of whichever kind. One table: the forms ask it before the click, the services after it, the
 * docs print it. What the screens of a key set call Suspend and Activate is `disable` and `enable`, and `activate` while
 * it is pending. A decision is a list of effects, which the database carries out.
 */
import type { RefusalCode } from "../refusals";
import type { Effect } from "./effects";
import {
  type KeyFacts,
  keyStatus,
  latestOf,
  liveVersions,
  overlapping,
  type RevokeReason,
  type VersionFacts,
} from "./key-facts";
import { expiryOf, retirementOf, type Status } from "./status";

export const MOVES = [
  "edit",
  "activate",
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

/** Those that need nothing but the key. */
export type PlainMove = Exclude<Move, "activate" | "regenerate" | "rotate">;

/** From which statuses a move is open at all. What else it asks stands in `refusalOf`. */
export const TRANSITIONS: Record<Move, { from: readonly Status[]; to: Status | "same" | "deleted" }> = {
  edit: { from: ["pending", "active", "suspended", "revoked", "expired"], to: "same" },
  activate: { from: ["pending"], to: "active" },
  disable: { from: ["active", "suspended"], to: "suspended" },
  enable: { from: ["suspended"], to: "active" },
  revoke: { from: ["active", "suspended", "expired"], to: "revoked" },
  regenerate: { from: ["active", "suspended", "expired"], to: "same" },
  rotate: { from: ["active", "suspended"], to: "same" },
  "end-overlap": { from: ["active", "suspended", "expired"], to: "same" },
  "roll-back": { from: ["active", "suspended", "expired"], to: "same" },
  delete: { from: ["pending", "active", "suspended", "revoked", "expired"], to: "deleted" },
};

export type Decision = { ok: true; effects: Effect[] } | { ok: false; refusal: RefusalCode };

const closed: Partial<Record<Status, RefusalCode>> = {
  revoked: "key-revoked",
  expired: "key-expired",
  pending: "key-pending",
};

/** What the same refusal is called of a key set. */
const asKeySet: Partial<Record<RefusalCode, RefusalCode>> = {
  "key-revoked": "key-set-revoked",
  "key-expired": "key-set-expired",
  "key-pending": "key-set-pending",
  "key-not-active": "key-set-not-active",
  "key-already-disabled": "key-set-already-suspended",
  "key-not-disabled": "key-set-not-suspended",
  "key-in-overlap": "key-set-in-overlap",
};

/** Why a move is closed now, or null where it is open. A sleeping button shows this very code. */
export function refusalOf(key: KeyFacts, move: Move, now: Date): RefusalCode | null {
  if (key.kind !== "key_set") return refusalOfAny(key, move, now);
  const refusal = refusalOfAny(key, move, now);
  return refusal === null ? keySetRefusal(key, move, now) : (asKeySet[refusal] ?? refusal);
}

/** The same of every move. */
export function refusalsOf(key: KeyFacts, now: Date): Record<Move, RefusalCode | null> {
  const refusals = MOVES.map((move) => [move, refusalOf(key, move, now)]);
  return Object.fromEntries(refusals) as Record<Move, RefusalCode | null>;
}

function refusalOfAny(key: KeyFacts, move: Move, now: Date): RefusalCode | null {
  if (key.deletedAt !== null) return "key-deleted";
  const status = keyStatus(key, now);
  const disabled = key.holds.includes("manual");
  if (move === "enable" && status === "active") return "key-not-disabled";
  if (!TRANSITIONS[move].from.includes(status))
    return closed[status] ?? (move === "activate" ? "key-not-pending" : "key-not-active");
  if (move === "disable" && disabled) return "key-already-disabled";
  // One that its application suspends is told so, rather than that nobody suspended it.
  if (move === "enable" && !disabled && !underSuspendedApplication(key)) return "key-not-disabled";
  // An expired key is revoked only while its old version still works: nobody must be left without a way to stop it.
  if (move === "revoke" && status === "expired" && !overlapping(key, now)) return "key-expired";
  if (move === "rotate" && overlapping(key, now)) return "key-in-overlap";
  if ((move === "end-overlap" || move === "roll-back") && !overlapping(key, now)) return "key-not-in-overlap";
  if (move === "roll-back" && !hasLifeLeft(overlapping(key, now)!, now)) return "old-version-expired";
  return null;
}

/** Whether an old version would still be good if it were LATEST again, rather than living on to its retirement. */
function hasLifeLeft(old: VersionFacts, now: Date): boolean {
  const expiry = expiryOf({ ...old, retiresAt: null });
  return expiry === null || expiry > now;
}

/** What a key set's policy and application ask beyond the table. */
function keySetRefusal(key: KeyFacts, move: Move, now: Date): RefusalCode | null {
  const status = keyStatus(key, now);
  switch (move) {
    case "activate":
    case "enable":
      return underSuspendedApplication(key) ? "application-suspended" : null;
    case "disable":
      return status === "suspended" ? "key-set-already-suspended" : null;
    case "regenerate":
      if (!key.set?.manualRegeneration) return "regeneration-not-allowed";
      return status === "expired" && key.set.anotherValid ? "another-key-set-valid" : null;
    case "delete":
      // One that was never activated goes with its last subscription; what has had a secret keeps its history.
      return status === "pending" ? null : "key-kind-not-deletable";
    default:
      return null;
  }
}

function underSuspendedApplication(key: KeyFacts): boolean {
  if (key.kind !== "key_set") return false;
  return key.set?.applicationSuspended === true || key.holds.includes("application");
}

/** Regeneration is only available for the LATEST key: why a named version of it cannot be, or null. */
export function versionRefusal(key: KeyFacts, version: string, now: Date): RefusalCode | null {
  const named = key.versions.find(({ id }) => id === version);
  if (!named) return "not-found";
  return named.latest ? refusalOf(key, "regenerate", now) : "version-not-latest";
}

/** The moves that need nothing but the key: what each would do, or why it is closed. */
export function decide(key: KeyFacts, move: PlainMove, now: Date, reason: RevokeReason = "other"): Decision {
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

/** When a version ends and when it is replaced by itself; null = never. */
export interface Dates {
  expiresAt: Date | null;
  rotatesAt: Date | null;
}

/** A pending key set gets its secret, and its dates count from then on. */
export function activate(key: KeyFacts, dates: Dates, now: Date): Decision {
  const refusal = refusalOf(key, "activate", now);
  if (refusal) return { ok: false, refusal };
  return { ok: true, effects: [{ do: "activate", version: latestOf(key).id, ...dates }] };
}

/** `keep` = the old version's expiry; a Date = another; null = never. */
export type NewExpiry = "keep" | Date | null;

/**
 * The one primitive behind regenerate, rotate and the schedule: a new version takes over.
 * `overlap` says until when the old one keeps working: "none" (dies now), a Date, or null (until somebody ends it).
 * `rotatesAt` says when the schedule replaces the new one in turn; null = never.
 */
export function replace(
  key: KeyFacts,
  overlap: "none" | Date | null,
  newExpiry: NewExpiry,
  now: Date,
  rotatesAt: Date | null = null,
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
      : live.map((version) => ({
          do: "retire",
          version: version.id,
          at: overlap && retirementOf(version, overlap),
        }));
  return { ok: true, effects: [...farewell, { do: "issue", generation, expiresAt, rotatesAt }] };
}
