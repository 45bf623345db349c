/** Whose key a move is about: it is locked where it exists for the actor, and is not there otherwise. */
import type { Tx } from "@/db/client";
import { type LockedKey, lockKey } from "@/db/queries/keys";
import type { Context } from "../context";
import { ownerOf } from "./owner-of";

export type Lock = (tx: Tx, ctx: Context, id: string) => Promise<LockedKey | null>;

export const accessKey: Lock = (tx, { workspace }, id) => lockKey(tx, workspace, "access", id);

export const personalKey: Lock = (tx, { workspace }, id) => lockKey(tx, workspace, "personal", id);

/** One's own; those of others do not exist. */
export const ownPersonalKey: Lock = async (tx, ctx, id) => {
  const owner = ownerOf(ctx);
  return owner === null ? null : lockKey(tx, ctx.workspace, "personal", id, owner);
};
