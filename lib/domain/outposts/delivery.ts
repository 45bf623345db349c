/**
 * If a suspension fails to reach an Outpost, it can be retried: how far the newest change of a key has come at each. What
 * was not acknowledged counts as not in force there, whoever was silent.
 */
import { APPLIED_WITHIN_MS, type OutpostFacts, SEEN_WITHIN_MS } from "./state";

export const DELIVERIES = ["applied", "under-way", "late", "unreachable", "never-connected"] as const;
export type Delivery = (typeof DELIVERIES)[number];

/** Those that somebody should look after. */
export function isUndelivered(delivery: Delivery): boolean {
  return delivery === "late" || delivery === "unreachable";
}

/** A change of the feed. */
export interface FeedChange {
  revision: number;
  at: Date;
}

/** Those that a change has to reach: one that was never started holds nothing, and lets nobody in. */
export function isAwaited(delivery: Delivery): boolean {
  return delivery !== "never-connected";
}

export interface DeliveryFacts extends OutpostFacts {
  /** Of its program, as its receipts told; null where no receipt ever came, with whatever token. */
  version: string | null;
}

export function deliveryOf(outpost: DeliveryFacts, change: FeedChange, now: Date): Delivery {
  const { lastSeenAt, generation, appliedGeneration, appliedRevision } = outpost;
  if (outpost.version === null && lastSeenAt === null) return "never-connected";
  // One with a new token may still run on what it knew before.
  if (lastSeenAt === null) return "unreachable";
  if (appliedGeneration === generation && (appliedRevision ?? 0) >= change.revision) return "applied";
  if (now.getTime() - lastSeenAt.getTime() > SEEN_WITHIN_MS) return "unreachable";
  return now.getTime() - change.at.getTime() <= APPLIED_WITHIN_MS ? "under-way" : "late";
}
