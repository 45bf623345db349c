import { lockKey } from "@/db/queries/keys";
import { rotateAccessKey } from "@/lib/contracts/access-keys";
import { expiryFrom } from "@/lib/domain/keys/expiry";
import { scopesBeyond } from "@/lib/domain/people/actor";
import { type Command, refuse } from "../card";
import { type RotatedKey, rotateVersion } from "./rotate-version";

/** Gives the key a new secret beside the old one, which keeps working for the overlap. */
export const rotateKey: Command<typeof rotateAccessKey, RotatedKey> = {
  name: "access-key.rotate",
  permission: "access-key:rotate",
  input: rotateAccessKey,
  async run(tx, ctx, { id, overlap, expiration }) {
    const key = await lockKey(tx, ctx.workspace, "access", id);
    if (!key) return refuse("not-found");
    if (scopesBeyond(ctx.actor, key.row.scopes).length > 0) return refuse("scope-not-held");
    const newExpiry = expiration === undefined ? "keep" : expiryFrom(expiration, ctx.now);
    return rotateVersion(tx, ctx, key, { overlap, newExpiry });
  },
};
