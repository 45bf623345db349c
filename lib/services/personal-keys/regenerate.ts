import { lockKey } from "@/db/queries/keys";
import { workspaceOfMember } from "@/db/queries/personal-keys";
import { regeneratePersonalKey } from "@/lib/contracts/personal-keys";
import { expiryFrom, lifetimeRefusal } from "@/lib/domain/keys/expiry";
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
    const workspace = await workspaceOfMember(tx, ctx.workspace, person.id);
    const key = workspace && (await lockKey(tx, ctx.workspace, "personal", id, person.id));
    if (!key) return refuse("not-found");
    const refusal = expiration === undefined ? null : lifetimeRefusal(expiration, workspace);
    if (refusal) return refuse(refusal);
    const newExpiry = expiration === undefined ? "keep" : expiryFrom(expiration, ctx.now);
    return replaceVersion(tx, ctx, key, { overlap: "none", newExpiry, event: "personal-key.regenerated" });
  },
};
