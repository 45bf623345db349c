import { z } from "zod";
import {
  type CleanUpCounts,
  type CleanUpRow,
  countCleanUp,
  hasCleanUp,
  listCleanUp,
} from "@/db/queries/clean-up";
import type { KeyScope } from "@/db/queries/key-scope";
import { lockKeys } from "@/db/queries/keys";
import { cleanUpKeys, cleanUpPlan } from "@/lib/contracts/many-keys";
import type { EventType } from "@/lib/domain/audit/events";
import { cleanUpMarks, KEYS_AT_ONCE, sweeps } from "@/lib/domain/keys/clean-up";
import type { KeyKind } from "@/lib/domain/keys/kinds";
import { decide } from "@/lib/domain/keys/moves";
import type { Permission } from "@/lib/domain/people/roles";
import { type Command, type Query, refuse } from "../card";
import type { Context } from "../context";
import { changeKeys, type DecidedKey, type Skipped } from "./many-keys";
import { ownerOf } from "./owner-of";

export interface CleanUpCard {
  name: string;
  permission: Permission;
  kind: KeyKind;
  /** True where one cleans up only keys of one's own. */
  own?: boolean;
  event: EventType;
}

export interface CleanUpPlan {
  counts: CleanUpCounts;
  /** What will go, by name: the first 1,000. */
  keys: CleanUpRow[];
}

export interface CleanUpResult {
  deleted: { id: string; name: string }[];
  /** `gone` = deleted already; `changed` = it no longer is what the ticked boxes say. */
  skipped: Skipped<"gone" | "changed">[];
}

/** Null where the caller is no person, and only a person has keys of one's own. */
export function cleanUpScope(card: Pick<CleanUpCard, "kind" | "own">, ctx: Context): KeyScope | null {
  const scope = { workspace: ctx.workspace, kind: card.kind };
  if (!card.own) return scope;
  const owner = ownerOf(ctx);
  return owner === null ? null : { ...scope, owner };
}

/** The counts of every choice, and what the ticked ones would delete. */
export function cleanUpPlanQuery(card: Omit<CleanUpCard, "event">): Query<typeof cleanUpPlan, CleanUpPlan> {
  return {
    name: card.name,
    permission: card.permission,
    tellsStatus: true,
    input: cleanUpPlan,
    async run(db, ctx, { choices }) {
      const scope = cleanUpScope(card, ctx);
      if (!scope) return null;
      const [counts, keys] = await Promise.all([
        countCleanUp(db, scope, ctx.now),
        listCleanUp(db, scope, choices, ctx.now, KEYS_AT_ONCE),
      ]);
      return { counts, keys };
    },
  };
}

/** Whether there is anything to clean up: the button is there only then. */
export function canCleanUpQuery(card: Omit<CleanUpCard, "event">): Query<z.ZodObject, { any: boolean }> {
  return {
    name: card.name,
    permission: card.permission,
    tellsStatus: true,
    input: z.strictObject({}),
    async run(db, ctx) {
      const scope = cleanUpScope(card, ctx);
      return scope && { any: await hasCleanUp(db, scope, ctx.now) };
    },
  };
}

/**
 * Deletes keys that were on the list that the person saw, and that still are what the ticked boxes say, under their locks.
 * A key that was enabled or regenerated meanwhile stays, and one that ended meanwhile was not on the list.
 */
export function cleanUpCommand(card: CleanUpCard): Command<typeof cleanUpKeys, CleanUpResult> {
  return {
    name: card.name,
    permission: card.permission,
    withdraws: true,
    input: cleanUpKeys,
    async run(tx, ctx, { choices, ids }) {
      const scope = cleanUpScope(card, ctx);
      if (!scope) return refuse("not-found");
      const found = new Map((await lockKeys(tx, scope, ids)).map((key) => [key.row.id, key]));
      const decided: DecidedKey[] = [];
      const skipped: CleanUpResult["skipped"] = [];
      for (const id of ids) {
        const key = found.get(id);
        if (!key) {
          skipped.push({ id, name: null, why: "gone" });
          continue;
        }
        const decision = decide(key.facts, "delete", ctx.now);
        if (decision.ok && sweeps(choices, cleanUpMarks(key.facts, ctx.now)))
          decided.push({ key, effects: decision.effects, facts: { cleanUp: [...choices] } });
        else skipped.push({ id, name: key.row.name, why: "changed" });
      }
      if (decided.length === 0) return refuse("nothing-to-clean-up");
      const deleted = decided.map(({ key }) => ({ id: key.row.id, name: key.row.name }));
      const made = await changeKeys(tx, ctx, card.event, decided);
      return { ok: true, value: { deleted, skipped }, ...made };
    },
  };
}
