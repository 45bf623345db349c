import { lockKey } from "@/db/queries/keys";
import { regenerateAccessKey } from "@/lib/contracts/access-keys";
import { expiryFrom } from "@/lib/domain/keys/expiry";
import { scopesBeyond } from "@/lib/domain/people/actor";
import { type Command, refuse } from "../card";
import { type IssuedKey, replaceVersion } from "../keys/replace-version";

/** Gives the key a new secret; every older one dies at once. With `expiration`, the new version gets another expiry. */
export const regenerateKey: Command<typeof regenerateAccessKey, IssuedKey> = {
  name: "access-key.regenerate",
  permission: "access-key:regenerate",
  input: regenerateAccessKey,
  withdraws: true,
  async run(tx, ctx, { id, expiration }) {
    const key = await lockKey(tx, ctx.workspace, "access", id);
    if (!key) return refuse("not-found");
    if (scopesBeyond(ctx.actor, key.row.scopes).length > 0) return refuse("scope-not-held");
    const newExpiry = expiration === undefined ? "keep" : expiryFrom(expiration, ctx.now);
    return replaceVersion(tx, ctx, key, { overlap: "none", newExpiry, event: "access-key.regenerated" });
  },
};
