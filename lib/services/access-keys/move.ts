import type { z } from "zod";
import { lockKey } from "@/db/queries/keys";
import type { EventType } from "@/lib/domain/audit/events";
import type { RevokeReason } from "@/lib/domain/keys/key-facts";
import { decide, type Move } from "@/lib/domain/keys/moves";
import type { Permission } from "@/lib/domain/people/roles";
import { type Command, refuse } from "../card";
import { changeKey, keyChanged, keyEvent } from "./key-change";

interface Card<Input> {
  name: string;
  permission: Permission;
  input: Input;
  move: Exclude<Move, "regenerate" | "rotate">;
  event: EventType;
  withdraws: boolean;
}

/** A command that asks the domain for one move of one access key and carries it out. */
export function moveCommand<Input extends z.ZodType<{ id: string; reason?: RevokeReason }>>(
  card: Card<Input>,
): Command<Input, { id: string; name: string }> {
  const { name, permission, input, withdraws } = card;
  return {
    name,
    permission,
    input,
    withdraws,
    async run(tx, ctx, { id, reason }) {
      const key = await lockKey(tx, ctx.workspace, "access", id);
      if (!key) return refuse("not-found");
      const decision = decide(key.facts, card.move, ctx.now, reason);
      if (!decision.ok) return refuse(decision.refusal);
      const facts = await changeKey(tx, ctx, key, { effects: decision.effects, reason });
      return {
        ok: true,
        value: { id, name: key.row.name },
        event: keyEvent(card.event, key.row, facts),
        changes: keyChanged(id),
      };
    },
  };
}
