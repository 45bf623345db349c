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

export function deliveryOf(outpost: OutpostFacts, change: FeedChange, now: Date): Delivery {
  const { lastSeenAt, generation, appliedGeneration, appliedRevision } = outpost;
  // It has no keys yet, and lets nobody through; one with a new token may still run on what it knew before.
  if (lastSeenAt === null) return generation === 1 ? "never-connected" : "unreachable";
  if (appliedGeneration === generation && (appliedRevision ?? 0) >= change.revision) return "applied";
  if (now.getTime() - lastSeenAt.getTime() > SEEN_WITHIN_MS) return "unreachable";
  return now.getTime() - change.at.getTime() <= APPLIED_WITHIN_MS ? "under-way" : "late";
}
