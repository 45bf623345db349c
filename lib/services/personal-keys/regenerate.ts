import { lockKey } from "@/db/queries/keys";
import { regeneratePersonalKey } from "@/lib/contracts/personal-keys";
import { expiryFrom } from "@/lib/domain/keys/expiry";
import { type Command, refuse } from "../card";
import { type IssuedKey, replaceVersion } from "../keys/replace-version";
import { inBrowser } from "./in-browser";

/** Gives one's own key a new secret; the old one dies at once. With `expiration`, the new one gets another expiry. */
export const regeneratePersonal: Command<typeof regeneratePersonalKey, IssuedKey> = {
  name: "personal-key.regenerate",
  permission: "personal-key:own",
  input: regeneratePersonalKey,
  withdraws: true,
  async run(tx, ctx, { id, expiration }) {
    const person = inBrowser(ctx);
    if (!person) return refuse("not-by-key");
    const key = await lockKey(tx, ctx.workspace, "personal", id, person.id);
    if (!key) return refuse("not-found");
    const newExpiry = expiration === undefined ? "keep" : expiryFrom(expiration, ctx.now);
    return replaceVersion(tx, ctx, key, { overlap: "none", newExpiry, event: "personal-key.regenerated" });
  },
};
