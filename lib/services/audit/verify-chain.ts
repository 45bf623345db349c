import { z } from "zod";
import { chainEnd, chainFrom } from "@/db/queries/events";
import { chainHash, sameBytes } from "@/lib/crypto/digest";
import { canonicalEntry } from "@/lib/domain/audit/events";
import type { Query } from "../card";

/** The hash that stands before the first event of every workspace. */
export const CHAIN_START = Buffer.alloc(32);

export interface ChainReport {
  intact: boolean;
  events: number;
  /** The first entry that does not follow from the one before it; null where all do. */
  brokenAt: number | null;
  /** What was found there. */
  finding: "changed" | "missing" | "cut" | null;
}

/** Walks the workspace's chain from its first entry: shows an entry changed, removed, or cut off at the end. */
export const verifyChain: Query<z.ZodObject, ChainReport> = {
  name: "audit.verify",
  permission: "audit:view",
  input: z.strictObject({}),
  async run(db, ctx) {
    // The end first: what is appended while this walks is not its matter.
    const end = await chainEnd(db, ctx.workspace);
    let seq = 0;
    let hash: Buffer = CHAIN_START;
    while (end && seq < end.seq) {
      const entries = await chainFrom(db, ctx.workspace, seq, Math.min(1_000, end.seq - seq));
      if (entries.length === 0) break;
      for (const entry of entries) {
        if (entry.seq !== seq + 1) return broken(seq + 1, seq, "missing");
        const expected = chainHash(hash, canonicalEntry(entry));
        if (!sameBytes(expected, entry.hash)) return broken(entry.seq, seq, "changed");
        hash = entry.hash;
        seq = entry.seq;
      }
    }
    if (!end || end.seq !== seq || !sameBytes(end.hash, hash)) return broken(seq + 1, seq, "cut");
    return { intact: true, events: seq, brokenAt: null, finding: null };
  },
};

function broken(at: number, events: number, finding: ChainReport["finding"]): ChainReport {
  return { intact: false, events, brokenAt: at, finding };
}
