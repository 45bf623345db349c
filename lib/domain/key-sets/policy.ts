/**
 * The Key Set's policy is based on the API's assigned Policy Template: when its keys expire and rotate, and what people
 * may do by hand. A key set keeps a snapshot of it; editing the template leaves existing key sets alone.
 */
import type { RefusalCode } from "../refusals";
import { LONGEST_PERIOD, type Period } from "./period";
import { type Schedule, scheduleRefusal } from "./schedule";

export interface Policy {
  /** How long a key lives; null = it never expires. */
  expiration: Period | null;
  /** After how long a key is replaced by itself; null = never. */
  rotation: Period | null;
  manualRegeneration: boolean;
  /** How long the old key keeps working after a rotation; 0 = not at all. */
  overlapDays: number;
  /** Whether credentials can be retrieved again and again; if not, each secret is shown once. */
  retrievable: boolean;
  /** So many days before a rotation or an expiration people are told. */
  notifyDays: readonly number[];
}

export const LONGEST_OVERLAP_DAYS = 30;
export const MOST_NOTIFY_DAYS = 5;
export const LONGEST_NOTIFY_DAYS = 365;

/** Why a policy cannot be, or null. "Rotation outlasts expiration" holds if it can on any date on which a key begins. */
export function policyRefusal(policy: Policy): RefusalCode | null {
  const { expiration, rotation, overlapDays, notifyDays } = policy;
  for (const period of [expiration, rotation]) if (period && !fits(period)) return "period-out-of-range";
  if (!whole(overlapDays, 0, LONGEST_OVERLAP_DAYS)) return "overlap-out-of-range";
  if (notifyDays.length > MOST_NOTIFY_DAYS || !notifyDays.every((day) => whole(day, 1, LONGEST_NOTIFY_DAYS)))
    return "notify-days-out-of-range";
  return scheduleRefusal(scheduleOf(policy));
}

export function scheduleOf({ expiration, rotation, overlapDays }: Policy): Schedule {
  return { expiration, rotation, overlapHours: overlapDays * 24 };
}

function fits({ amount, unit }: Period): boolean {
  return whole(amount, 1, LONGEST_PERIOD[unit]);
}

function whole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

/**
 * The canonical text of a policy: two with the same text ask the same of a key set. A key set is reused where its
 * policy matches the one that the API requires.
 */
export function fingerprint(policy: Policy): string {
  const { expiration, rotation, manualRegeneration, overlapDays, retrievable, notifyDays } = policy;
  const period = (one: Period | null) => (one ? `${one.amount}${one.unit === "days" ? "d" : "m"}` : "-");
  return [
    "p1",
    `expires:${period(expiration)}`,
    `rotates:${period(rotation)}`,
    `overlap:${rotation === null ? "-" : overlapDays}`,
    `regenerate:${manualRegeneration ? "yes" : "no"}`,
    `retrieve:${retrievable ? "yes" : "no"}`,
    `notify:${[...new Set(notifyDays)].sort((a, b) => b - a).join(",") || "-"}`,
  ].join(" ");
}

/** What editing a policy template means for the key sets that were made under it. */
export const ADOPTIONS = ["keep", "adopt-now", "adopt-at-next-rotation"] as const;
export type Adoption = (typeof ADOPTIONS)[number];

export const ADOPTION_LABELS: Record<Adoption, string> = {
  keep: "Existing key sets keep their policy",
  "adopt-now": "Existing key sets adopt it now",
  "adopt-at-next-rotation": "Existing key sets adopt it at their next rotation",
};
