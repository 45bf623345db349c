import { addUsage, forgetBatches, touchKeys, type UsageBatch } from "@/db/queries/usage";
import { database } from "../database";
import { inTime } from "./in-time";

export type { CallerRow, TokenRow, UsageBatch, UsageRow } from "@/db/queries/usage";

const limitMs = 10_000;

/** Adds a batch of calls and of tokens issued, whole or not at all; the same number sent again changes nothing. */
export function writeUsage(batch: UsageBatch): Promise<void> {
  return inTime(addUsage(database(), batch), limitMs);
}

/** Moves "last used" forward; gives back the keys that are done. */
export function writeLastUsed(used: readonly { keyId: string; atMs: number }[]): Promise<string[]> {
  return inTime(touchKeys(database(), used), limitMs);
}

/** After the last batch of a verifier. */
export function endUsage(verifierId: string): Promise<void> {
  return inTime(forgetBatches(database(), verifierId));
}
