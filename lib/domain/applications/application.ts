/**
 * Suspending an application automatically suspends all associated Key Sets; reactivating it reactivates all related Key
 * Sets. Those that a person had suspended individually are named before, and go along unless that is declined.
 */
import type { Effect } from "../keys/effects";
import type { HoldSource, KeyFacts } from "../keys/key-facts";
import { keyStatus } from "../keys/key-facts";
import type { RefusalCode } from "../refusals";

export const APPLICATION_MOVES = ["suspend", "activate"] as const;
export type ApplicationMove = (typeof APPLICATION_MOVES)[number];

/** Why an application cannot be suspended or activated, or null where it can. */
export function applicationRefusal(
  { suspendedAt }: { suspendedAt: Date | null },
  move: ApplicationMove,
): RefusalCode | null {
  if (move === "suspend") return suspendedAt === null ? null : "application-suspended";
  return suspendedAt === null ? "application-not-suspended" : null;
}

/** Why an application cannot be deleted, or null where it can: what it is subscribed to must be over. */
export function applicationDeletion(openSubscriptions: number): RefusalCode | null {
  return openSubscriptions > 0 ? "application-in-use" : null;
}

/**
 * What suspending the application does to one of its key sets. Also a pending or expired one is held, so that nothing
 * that brings it to life meanwhile makes it work; what is revoked or deleted stays as it is.
 */
export function suspendWithApplication(key: KeyFacts, now: Date): Effect[] {
  const ended = key.deletedAt !== null || keyStatus(key, now) === "revoked";
  return ended || key.holds.includes("application") ? [] : [{ do: "hold", source: "application" }];
}

/** What activating it does; `individuallyToo` = those that a person had suspended by itself work again as well. */
export function activateWithApplication(key: KeyFacts, individuallyToo: boolean): Effect[] {
  if (key.deletedAt !== null) return [];
  const sources: HoldSource[] = individuallyToo ? ["application", "manual"] : ["application"];
  return sources.filter((source) => key.holds.includes(source)).map((source) => ({ do: "release", source }));
}

/** Whether a person had suspended it individually: the dialog lists those that would stay suspended. */
export function suspendedIndividually(key: KeyFacts, now: Date): boolean {
  return key.holds.includes("manual") && keyStatus(key, now) === "suspended";
}
