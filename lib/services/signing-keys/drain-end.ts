import type { Tx } from "@/db/client";
import { getWorkspace } from "@/db/queries/workspaces";
import { drainOf } from "@/lib/domain/signing-keys/drain";
import type { Context } from "../context";
import { lastEndOfSigningKey } from "../tokens/live-tokens";

/** When a key that is replaced now may retire: nothing that it has signed can be taken for good any more. */
export async function drainEnd(tx: Tx, { workspace, now }: Context, id: string): Promise<Date> {
  const settings = await getWorkspace(tx, workspace);
  const endBy = await lastEndOfSigningKey(tx, workspace, id, now);
  return drainOf(now, settings!.tokenMinutes, endBy).safeAt;
}
