import { lockKey } from "@/db/queries/keys";
import { rotateItself } from "@/lib/contracts/access-keys";
import { type Command, refuse } from "../card";
import { type RotatedKey, rotateVersion } from "./rotate-version";

/**
 * The calling key rotates itself, and no other: the new version has the same scopes and ends when the old one would.
 * The old version stays good for the overlap, so that a stolen key cannot be used to shut out its holder.
 */
export const rotateOwnKey: Command<typeof rotateItself, RotatedKey> = {
  name: "key.rotate-itself",
  permission: "key:rotate-itself",
  input: rotateItself,
  async run(tx, ctx, { overlap }) {
    if (ctx.actor.kind !== "key") return refuse("not-found");
    const key = await lockKey(tx, ctx.workspace, "access", ctx.actor.id);
    if (!key) return refuse("not-found");
    return rotateVersion(tx, ctx, key, { overlap, newExpiry: "keep" });
  },
};
