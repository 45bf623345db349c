/** A program with the credentials of a key set, as the gates see it: their records, read anew, and their verdict. */
import type { AuthType } from "@/lib/domain/key-sets/auth-types";
import { type VerdictCode, verdict, type Way } from "@/lib/domain/keys/verdict";
import { loadKeyRecord } from "@/lib/services/gate/key-records";
import type { Promised, PromisedKey } from "./promise";

const WAYS: Record<AuthType, Way> = { api_key: "raw", basic: "basic", oauth2_client_credentials: "token" };

export interface Client {
  authType: AuthType;
  /** The API that it calls. */
  api: string;
  /** What it has collected, the newest last. */
  collected: { text: string; key: PromisedKey }[];
}

export interface Calls {
  passed: number;
  refused: number;
  /** Passed with the key before the newest one, since its overlap was promised. */
  inOverlap: number;
  faults: string[];
}

/**
 * Calls at some instants, as the database stands now: with the newest credential that somebody has collected, with the
 * one before, as who changes at the very end of the overlap does, and with the one before that, as who never changed.
 */
export async function call(
  client: Client,
  promised: Promised,
  instants: readonly Date[],
  calls: Calls,
): Promise<void> {
  const newest = client.collected.at(-1);
  await Promise.all(
    client.collected.slice(-3).map(async ({ text, key }) => {
      const record = await loadKeyRecord(text);
      const request = { scopes: [], environment: "production", api: client.api, way: WAYS[client.authType] };
      for (const at of instants) {
        const code: VerdictCode = record === null ? "unknown" : verdict(record, request, at);
        const good = promised.untilOf(key) > at.getTime();
        calls[code === "valid" ? "passed" : "refused"] += 1;
        if (good && key !== newest?.key) calls.inOverlap += 1;
        const who = `generation ${promised.keys.indexOf(key) + 1} of ${JSON.stringify(promised.policy)}`;
        if (good !== (code === "valid"))
          calls.faults.push(`${who} was ${code} at ${at.toISOString()}, against what was promised`);
        // The promise itself has no gap: who holds the newest is refused only once the whole set is over.
        if (!good && key === newest?.key && !promised.isOver(at))
          calls.faults.push(`${who}: the newest that anybody has ended at ${at.toISOString()}`);
      }
    }),
  );
}
