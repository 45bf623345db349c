import { updateKeyText } from "@/db/queries/keys";
import { renameKeySet as input } from "@/lib/contracts/key-sets";
import { decide } from "@/lib/domain/keys/moves";
import { reachIn } from "../applications/reach";
import { type Command, refuse } from "../card";
import { keyChanged, keyEvent } from "../keys/key-change";
import { lockKeySets } from "./lock";

/** Gives a key set another name than the default one. */
export const renameKeySet: Command<typeof input, { id: string; name: string }> = {
  name: "key-set.rename",
  permission: "key-set:rename",
  input,
  async run(tx, ctx, { id, name }) {
    const [key] = await lockKeySets(tx, ctx, [id], reachIn(ctx, "key-set:rename"));
    if (!key) return refuse("not-found");
    const decision = decide(key.facts, "edit", ctx.now);
    if (!decision.ok) return refuse(decision.refusal);
    await updateKeyText(tx, ctx.workspace, id, { name });
    return {
      ok: true,
      value: { id, name },
      event: keyEvent("key-set.renamed", key.row, { before: { name: key.row.name }, after: { name } }),
      changes: keyChanged(id),
    };
  },
};
