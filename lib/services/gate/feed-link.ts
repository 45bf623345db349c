import { createClient, createDb } from "@/db/client";
import { FEED_CHANNEL, type FeedRow, poll, registerVerifier, removeVerifier } from "@/db/queries/feed";
import { inTime } from "./in-time";

export type { FeedRow } from "@/db/queries/feed";

/** Rows that one poll brings at most. */
export const FEED_BATCH = 1_000;
/** A poll that has no answer by now will not renew the lease in time; its connection is given up. */
export const POLL_LIMIT_MS = 600;

export interface Verifier {
  id: string;
  name: string;
}

/** A connection of its own to the change feed, so that no crowd in the pool can delay a poll. */
export interface FeedLink {
  /** Puts the gate on the list of the living; gives the revision from which it starts. */
  register(): Promise<number>;
  /** Reports `applied`, and brings what is newer. `known` = the gate was still on the list. */
  poll(applied: number): Promise<{ known: boolean; rows: FeedRow[] }>;
  /** Takes the gate off the list. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

/** `onLost` is called when its connection has closed: the next one may lead to another server. */
export function openFeedLink(url: string, verifier: Verifier, onLost: () => void): FeedLink {
  const { db, end } = createDb(url, {
    onclose: onLost,
    max: 1,
    applicationName: `keysmith feed of ${verifier.name}`.slice(0, 63),
    statementTimeoutMs: POLL_LIMIT_MS,
    connectTimeoutSeconds: 1,
  });
  return {
    register: () => inTime(registerVerifier(db, { ...verifier, kind: "gate" }), POLL_LIMIT_MS),
    poll: (applied) => inTime(poll(db, verifier.id, applied, FEED_BATCH), POLL_LIMIT_MS),
    leave: () => inTime(removeVerifier(db, verifier.id), POLL_LIMIT_MS),
    close: end,
  };
}

/**
 * Hears of changes at once. It only hastens polls: nothing depends on it, and a listener that went deaf is known by
 * changes that it did not tell of. Gives back what ends it.
 */
export function listenToFeed(url: string, name: string, onChange: () => void): () => Promise<void> {
  const client = createClient(url, {
    max: 1,
    applicationName: `keysmith ears of ${name}`.slice(0, 63),
    connectTimeoutSeconds: 2,
  });
  client.listen(FEED_CHANNEL, onChange).catch(() => {});
  return () => client.end({ timeout: 1 }).catch(() => {});
}
