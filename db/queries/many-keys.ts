/** Many keys in one transaction: read under locks, changed by the effects that the domain decided, a statement per effect. */
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { HoldSource, RevokeReason } from "@/lib/domain/keys/key-facts";
import type { Effect } from "@/lib/domain/keys/moves";
import type { Tx } from "../client";
import { holds, keys, keyVersions } from "../schema";
import { changedAll } from "./changed-one";
import type { KeyScope } from "./clean-up";
import { factsOf, type LockedKey } from "./keys";

/**
 * Those of the keys that exist in the scope, locked against every other change. In order of their ids, so that two acts
 * on the same keys follow one another instead of holding each other up.
 */
export async function lockKeys(
  tx: Tx,
  { workspace, kind, owner }: KeyScope,
  ids: readonly string[],
): Promise<LockedKey[]> {
  const rows = await tx
    .select()
    .from(keys)
    .where(
      and(
        eq(keys.workspaceId, workspace),
        eq(keys.kind, kind),
        inArray(keys.id, [...ids]),
        isNull(keys.deletedAt),
        owner === undefined ? undefined : eq(keys.ownerId, owner),
      ),
    )
    .orderBy(asc(keys.id))
    .for("update");
  if (rows.length === 0) return [];
  const found = rows.map((row) => row.id);
  const versions = await tx
    .select()
    .from(keyVersions)
    .where(and(eq(keyVersions.workspaceId, workspace), inArray(keyVersions.keyId, found)))
    .orderBy(asc(keyVersions.generation));
  const held = await tx
    .select({ keyId: holds.keyId, source: holds.source })
    .from(holds)
    .where(and(eq(holds.workspaceId, workspace), inArray(holds.keyId, found)));
  const versionsOf = grouped(versions, (version) => version.keyId);
  const holdsOf = grouped(held, (hold) => hold.keyId);
  return rows.map((row) => {
    const own = versionsOf.get(row.id) ?? [];
    const sources = (holdsOf.get(row.id) ?? []).map((hold) => hold.source as HoldSource);
    return { row, versions: own, facts: factsOf(row, own, sources) };
  });
}

export interface ManyEffects {
  workspace: KeyScope["workspace"];
  now: Date;
  newId: () => string;
  actorLabel: string;
  reason: string;
}

/** What acts on many keys may do; the effects that bring in or replace a version are for one key at a time. */
type Withdrawal = Extract<Effect, { do: "hold" | "release" | "end" | "delete" }>;

/** Carries out the effects of many keys. Every write names what it expects to find, and finds exactly that. */
export async function applyToMany(
  tx: Tx,
  context: ManyEffects,
  changes: readonly { keyId: string; effects: readonly Effect[] }[],
): Promise<void> {
  const all = changes.flatMap(({ keyId, effects }) =>
    effects.map((effect) => ({ keyId, effect: withdrawal(effect) })),
  );
  const { workspace, now } = context;
  const found = all.filter((one) => one.effect.do === "hold");
  if (found.length > 0)
    await tx.insert(holds).values(
      found.map(({ keyId, effect }) => ({
        id: context.newId(),
        workspaceId: workspace,
        keyId,
        source: (effect as Extract<Effect, { do: "hold" }>).source,
        reason: context.reason,
        actorLabel: context.actorLabel,
        createdAt: now,
      })),
    );
  await release(tx, context, all);
  await end(tx, context, all);
  await remove(tx, context, all);
}

type Planned = readonly { keyId: string; effect: Withdrawal }[];

async function release(tx: Tx, { workspace }: ManyEffects, all: Planned): Promise<void> {
  const bySource = grouped(
    all.flatMap(({ keyId, effect }) => (effect.do === "release" ? [{ keyId, source: effect.source }] : [])),
    (one) => one.source,
  );
  for (const [source, some] of bySource) {
    const released = await tx
      .delete(holds)
      .where(
        and(
          eq(holds.workspaceId, workspace),
          eq(holds.source, source),
          inArray(
            holds.keyId,
            some.map((one) => one.keyId),
          ),
        ),
      )
      .returning({ id: holds.id });
    changedAll(released, some.length);
  }
}

async function end(tx: Tx, { workspace, now }: ManyEffects, all: Planned): Promise<void> {
  const byReason = grouped(
    all.flatMap(({ effect }) => (effect.do === "end" ? [effect] : [])),
    (effect) => effect.reason,
  );
  for (const [reason, some] of byReason as Map<RevokeReason, { version: string }[]>) {
    const ended = await tx
      .update(keyVersions)
      .set({ revokedAt: now, revokeReason: reason })
      .where(
        and(
          eq(keyVersions.workspaceId, workspace),
          isNull(keyVersions.revokedAt),
          inArray(
            keyVersions.id,
            some.map((effect) => effect.version),
          ),
        ),
      )
      .returning({ id: keyVersions.id });
    changedAll(ended, some.length);
  }
}

async function remove(tx: Tx, { workspace, now }: ManyEffects, all: Planned): Promise<void> {
  const ids = all.filter(({ effect }) => effect.do === "delete").map(({ keyId }) => keyId);
  if (ids.length === 0) return;
  const deleted = await tx
    .update(keys)
    .set({ deletedAt: now })
    .where(and(eq(keys.workspaceId, workspace), inArray(keys.id, ids), isNull(keys.deletedAt)))
    .returning({ id: keys.id });
  changedAll(deleted, ids.length);
  await tx
    .update(keyVersions)
    .set({ digest: null })
    .where(and(eq(keyVersions.workspaceId, workspace), inArray(keyVersions.keyId, ids)));
  await tx.delete(holds).where(and(eq(holds.workspaceId, workspace), inArray(holds.keyId, ids)));
}

function withdrawal(effect: Effect): Withdrawal {
  if (effect.do === "hold" || effect.do === "release" || effect.do === "end" || effect.do === "delete")
    return effect;
  throw new Error(`${effect.do} is for one key at a time`);
}

function grouped<One, By>(all: readonly One[], by: (one: One) => By): Map<By, One[]> {
  const groups = new Map<By, One[]>();
  for (const one of all) {
    const group = groups.get(by(one));
    if (group) group.push(one);
    else groups.set(by(one), [one]);
  }
  return groups;
}
