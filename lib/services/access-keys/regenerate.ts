import { lockKey } from "@/db/queries/keys";
import { regenerateAccessKey } from "@/lib/contracts/access-keys";
import { expiryFrom } from "@/lib/domain/keys/expiry";
import { latestOf } from "@/lib/domain/keys/key-facts";
import { replace } from "@/lib/domain/keys/moves";
import { scopesBeyond } from "@/lib/domain/people/actor";
import { type Command, refuse } from "../card";
import { changeKey, keyChanged, keyEvent } from "../keys/key-change";
import { newVersion } from "../keys/new-version";
import type { CreatedKey } from "./create";

/** Gives the key a new secret; every older one dies at once. With `expiration`, the new version gets another expiry. */
export const regenerateKey: Command<typeof regenerateAccessKey, CreatedKey> = {
  name: "access-key.regenerate",
  permission: "access-key:regenerate",
  input: regenerateAccessKey,
  withdraws: true,
  async run(tx, ctx, { id, expiration }) {
    const key = await lockKey(tx, ctx.workspace, "access", id);
    if (!key) return refuse("not-found");
    if (scopesBeyond(ctx.actor, key.row.scopes).length > 0) return refuse("scope-not-held");
    const newExpiry = expiration === undefined ? "keep" : expiryFrom(expiration, ctx.now);
    const decision = replace(key.facts, "none", newExpiry, ctx.now);
    if (!decision.ok) return refuse(decision.refusal);
    const { environment, name } = key.row;
    const prefix = key.versions.at(-1)!.prefix;
    const version = newVersion(ctx, { id, prefix, kind: "access", environment });
    const facts = await changeKey(tx, ctx, key, { effects: decision.effects, issued: version.row });
    const expiresAt = newExpiry === "keep" ? latestOf(key.facts).expiresAt : newExpiry;
    return {
      ok: true,
      value: {
        id,
        name,
        publicId: version.row.publicId,
        environment,
        expiresAt: expiresAt?.toISOString() ?? null,
        secret: version.text,
      },
      event: keyEvent("access-key.regenerated", key.row, {
        before: facts.before,
        after: { ...facts.after, publicId: version.row.publicId },
      }),
      changes: keyChanged(id),
    };
  },
};
