import type { z } from "zod";
import { lockKeys } from "@/db/queries/keys";
import type { EventType } from "@/lib/domain/audit/events";
import type { RevokeReason } from "@/lib/domain/keys/key-facts";
import type { KeyKind } from "@/lib/domain/keys/kinds";
import { decide, type Move } from "@/lib/domain/keys/moves";
import type { Permission } from "@/lib/domain/people/roles";
import type { RefusalCode } from "@/lib/domain/refusals";
import type { Command } from "../card";
import { changeKeys, type DecidedKey, type Skipped } from "./many-keys";

interface Card<Input> {
  name: string;
  permission: Permission;
  input: Input;
  kind: KeyKind;
  move: Extract<Move, "revoke" | "disable" | "enable" | "delete">;
  event: EventType;
  withdraws: boolean;
}

export interface BulkResult {
  done: { id: string; name: string }[];
  /** The keys for which the move was closed, each with the refusal that it would have got alone. */
  skipped: Skipped<RefusalCode>[];
}

/** A command that asks the domain for one move of each of many keys, and carries out those that are open. */
export function bulkCommand<Input extends z.ZodType<{ ids: string[]; reason?: RevokeReason }>>(
  card: Card<Input>,
): Command<Input, BulkResult> {
  const { name, permission, input, withdraws } = card;
  return {
    name,
    permission,
    input,
    withdraws,
    async run(tx, ctx, { ids, reason }) {
      const scope = { workspace: ctx.workspace, kind: card.kind };
      const found = new Map((await lockKeys(tx, scope, ids)).map((key) => [key.row.id, key]));
      const decided: DecidedKey[] = [];
      const skipped: BulkResult["skipped"] = [];
      for (const id of ids) {
        const key = found.get(id);
        if (!key) {
          skipped.push({ id, name: null, why: "not-found" });
          continue;
        }
        const decision = decide(key.facts, card.move, ctx.now, reason);
        if (decision.ok) decided.push({ key, effects: decision.effects });
        else skipped.push({ id, name: key.row.name, why: decision.refusal });
      }
      const done = decided.map(({ key }) => ({ id: key.row.id, name: key.row.name }));
      const made = await changeKeys(tx, ctx, card.event, decided, reason);
      return { ok: true, value: { done, skipped }, ...made };
    },
  };
}
