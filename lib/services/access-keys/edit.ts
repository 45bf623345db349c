import { lockKey, updateKeyText } from "@/db/queries/keys";
import { editAccessKey } from "@/lib/contracts/access-keys";
import { refusalOf } from "@/lib/domain/keys/moves";
import { type Command, refuse } from "../card";
import { keyChanged, keyEvent } from "../keys/key-change";

/** Changes name and description, nothing else. */
export const editKey: Command<typeof editAccessKey, { id: string; name: string; description: string }> = {
  name: "access-key.edit",
  permission: "access-key:edit",
  input: editAccessKey,
  async run(tx, ctx, input) {
    const key = await lockKey(tx, ctx.workspace, "access", input.id);
    if (!key) return refuse("not-found");
    const refusal = refusalOf(key.facts, "edit", ctx.now);
    if (refusal) return refuse(refusal);
    const before = { name: key.row.name, description: key.row.description };
    const after = { name: input.name ?? before.name, description: input.description ?? before.description };
    await updateKeyText(tx, ctx.workspace, input.id, after);
    return {
      ok: true,
      value: { id: input.id, ...after },
      event: keyEvent("access-key.edited", { id: input.id, name: after.name }, { before, after }),
      changes: keyChanged(input.id),
    };
  },
};
