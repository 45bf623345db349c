import type { z } from "zod";
import type { EventType } from "@/lib/domain/audit/events";
import type { RevokeReason } from "@/lib/domain/keys/key-facts";
import { decide, type PlainMove } from "@/lib/domain/keys/moves";
import type { Permission } from "@/lib/domain/people/roles";
import { type Command, refuse } from "../card";
import { changeKey, keyChanged, keyEvent } from "./key-change";
import type { Lock } from "./whose-key";

interface Card<Input> {
  name: string;
  permission: Permission;
  input: Input;
  /** Whose keys it moves; others do not exist. */
  of: Lock;
  move: PlainMove;
  event: EventType;
  withdraws: boolean;
}

/** A command that asks the domain for one move of one key and carries it out. */
export function moveCommand<Input extends z.ZodType<{ id: string; reason?: string }>>(
  card: Card<Input>,
): Command<Input, { id: string; name: string }> {
  const { name, permission, input, withdraws } = card;
  return {
    name,
    permission,
    input,
    withdraws,
    async run(tx, ctx, { id, reason }) {
      const key = await card.of(tx, ctx, id);
      if (!key) return refuse("not-found");
      // A key set is suspended for a reason in one's own words; only a revocation's is one of a list.
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
