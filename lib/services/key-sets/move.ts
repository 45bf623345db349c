import type { z } from "zod";
import type { EventType } from "@/lib/domain/audit/events";
import type { RevokeReason } from "@/lib/domain/keys/key-facts";
import { decide, type PlainMove } from "@/lib/domain/keys/moves";
import type { Permission } from "@/lib/domain/people/roles";
import { reachIn } from "../applications/reach";
import { type Command, refuse } from "../card";
import { changeKey, keyChanged, keyEvent } from "../keys/key-change";
import { lockKeySets } from "./lock";

interface Card<Input> {
  name: string;
  permission: Permission;
  input: Input;
  move: PlainMove;
  event: EventType;
  withdraws: boolean;
}

/** A command that asks the domain for one move of one key set within the actor's reach, and carries it out. */
export function moveKeySet<Input extends z.ZodType<{ id: string; reason?: string }>>(
  card: Card<Input>,
): Command<Input, { id: string; name: string }> {
  const { name, permission, input, withdraws } = card;
  return {
    name,
    permission,
    input,
    withdraws,
    async run(tx, ctx, { id, reason }) {
      const [key] = await lockKeySets(tx, ctx, [id], reachIn(ctx, permission));
      if (!key) return refuse("not-found");
      const why = card.move === "revoke" ? (reason as RevokeReason) : undefined;
      const decision = decide(key.facts, card.move, ctx.now, why);
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
