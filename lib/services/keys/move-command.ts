import type { z } from "zod";
import { lockKey } from "@/db/queries/keys";
import type { EventType } from "@/lib/domain/audit/events";
import type { RevokeReason } from "@/lib/domain/keys/key-facts";
import type { KeyKind } from "@/lib/domain/keys/kinds";
import { decide, type PlainMove } from "@/lib/domain/keys/moves";
import type { Permission } from "@/lib/domain/people/roles";
import { type Command, refuse } from "../card";
import { changeKey, keyChanged, keyEvent } from "./key-change";
import { ownerOf } from "./owner-of";

interface Card<Input> {
  name: string;
  permission: Permission;
  input: Input;
  kind: KeyKind;
  /** True where one moves only keys of one's own; those of others do not exist. */
  own?: boolean;
  move: PlainMove;
  event: EventType;
  withdraws: boolean;
}

/** A command that asks the domain for one move of one key and carries it out. */
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
      const owner = card.own ? ownerOf(ctx) : undefined;
      if (owner === null) return refuse("not-found");
      const key = await lockKey(tx, ctx.workspace, card.kind, id, owner);
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
