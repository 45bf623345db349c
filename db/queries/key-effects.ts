/** What the domain decided of locked keys, carried out: a statement per kind of effect, for one key as for a thousand. */
import { and, eq, isNull } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { Effect } from "@/lib/domain/keys/effects";
import type { Tx } from "../client";
import { holds, keys, keyVersions } from "../schema";
import { anyOf } from "./any-of";
import { changedAll, changedOne } from "./changed-one";
import { grouped } from "./grouped";
import { insertMany } from "./insert-many";
import { insertVersions, type VersionRow } from "./keys";

export interface EffectContext {
  workspace: WorkspaceId;
  now: Date;
  newId: () => string;
  actorLabel: string;
  reason: string;
}

export interface KeyEffects {
  keyId: string;
  effects: readonly Effect[];
  /** The row of the version that an `issue` effect brings in. */
  issued?: Omit<VersionRow, "generation" | "latest" | "expiresAt">;
  /** What an `activate` effect gives the pending version. */
  activated?: Partial<VersionRow>;
}

/** The effects of one kind, each with its key. */
type Planned<Do extends Effect["do"]> = (Extract<Effect, { do: Do }> & { keyId: string })[];

/**
 * Carries out the effects of locked keys: first what stops a version, then what brings in another, a deletion last.
 * Every write names what it expects to find, and finds exactly that, or the transaction must not commit.
 */
export async function applyEffects(
  tx: Tx,
  context: EffectContext,
  changes: readonly KeyEffects[],
): Promise<void> {
  const planned = <Do extends Effect["do"]>(what: Do) =>
    changes.flatMap(({ keyId, effects }) =>
      effects.filter((effect) => effect.do === what).map((effect) => ({ ...effect, keyId })),
    ) as Planned<Do>;
  await hold(tx, context, planned("hold"));
  await release(tx, context, planned("release"));
  await end(tx, context, planned("end"));
  const issues = planned("issue");
  const replaced = new Set(issues.map(({ keyId }) => keyId));
  const retired = planned("retire");
  await retire(
    tx,
    context,
    retired.filter(({ keyId }) => !replaced.has(keyId)),
  );
  await replaceLatest(
    tx,
    context,
    issues,
    retired.filter(({ keyId }) => replaced.has(keyId)),
  );
  await issue(tx, issues, new Map(changes.map(({ keyId, issued }) => [keyId, issued])));
  for (const { keyId, effects, activated } of changes)
    for (const effect of effects) await turnOver(tx, context, keyId, effect, activated);
  await remove(
    tx,
    context,
    planned("delete").map(({ keyId }) => keyId),
  );
}

async function hold(tx: Tx, context: EffectContext, all: Planned<"hold">): Promise<void> {
  if (all.length === 0) return;
  await insertMany(
    tx,
    holds,
    all.map(({ keyId, source }) => ({
      id: context.newId(),
      workspaceId: context.workspace,
      keyId,
      source,
      reason: context.reason,
      actorLabel: context.actorLabel,
      createdAt: context.now,
    })),
  );
}

async function release(tx: Tx, { workspace }: EffectContext, all: Planned<"release">): Promise<void> {
  for (const [source, some] of grouped(all, (effect) => effect.source)) {
    const ids = some.map(({ keyId }) => keyId);
    const released = await tx
      .delete(holds)
      .where(and(eq(holds.workspaceId, workspace), eq(holds.source, source), anyOf(holds.keyId, ids)))
      .returning({ id: holds.id });
    changedAll(released, some.length);
  }
}

async function end(tx: Tx, { workspace, now }: EffectContext, all: Planned<"end">): Promise<void> {
  for (const [reason, some] of grouped(all, (effect) => effect.reason)) {
    const ofKeys = some.map(({ keyId }) => keyId);
    const ids = some.map(({ version }) => version);
    const ended = await tx
      .update(keyVersions)
      .set({ revokedAt: now, revokeReason: reason, sealedSecret: null })
      .where(
        and(
          eq(keyVersions.workspaceId, workspace),
          anyOf(keyVersions.keyId, ofKeys),
          anyOf(keyVersions.id, ids),
          isNull(keyVersions.revokedAt),
        ),
      )
      .returning({ id: keyVersions.id });
    changedAll(ended, some.length);
  }
}

async function retire(
  tx: Tx,
  { workspace }: EffectContext,
  all: Planned<"retire">,
  how: { replaced: boolean } = { replaced: false },
): Promise<void> {
  for (const some of grouped(all, ({ at }) => at?.getTime() ?? null).values()) {
    const ofKeys = some.map(({ keyId }) => keyId);
    const ids = some.map(({ version }) => version);
    const retired = await tx
      .update(keyVersions)
      .set({ retiresAt: some[0]!.at, ...(how.replaced && { latest: false }) })
      .where(
        and(
          eq(keyVersions.workspaceId, workspace),
          anyOf(keyVersions.keyId, ofKeys),
          anyOf(keyVersions.id, ids),
          isNull(keyVersions.revokedAt),
          how.replaced ? eq(keyVersions.latest, true) : undefined,
        ),
      )
      .returning({ id: keyVersions.id });
    changedAll(retired, some.length);
  }
}

/**
 * LATEST makes room for the version that comes in, and retires in the same write where it works on: a key's row shows
 * LATEST and stands in many indexes, so it should be written once, when the new one is there.
 */
async function replaceLatest(
  tx: Tx,
  context: EffectContext,
  all: Planned<"issue">,
  retired: Planned<"retire">,
): Promise<void> {
  await retire(tx, context, retired, { replaced: true });
  const working = new Set(retired.map(({ keyId }) => keyId));
  const ended = all.map(({ keyId }) => keyId).filter((id) => !working.has(id));
  if (ended.length === 0) return;
  const replaced = await tx
    .update(keyVersions)
    .set({ latest: false })
    .where(
      and(
        eq(keyVersions.workspaceId, context.workspace),
        anyOf(keyVersions.keyId, ended),
        eq(keyVersions.latest, true),
      ),
    )
    .returning({ id: keyVersions.id });
  changedAll(replaced, ended.length);
}

async function issue(
  tx: Tx,
  all: Planned<"issue">,
  rows: ReadonlyMap<string, KeyEffects["issued"]>,
): Promise<void> {
  if (all.length === 0) return;
  await insertVersions(
    tx,
    all.map(({ keyId, generation, expiresAt, rotatesAt }) => {
      const row = rows.get(keyId);
      if (!row) throw new Error("an issued version needs its row");
      return { ...row, generation, latest: true, expiresAt, rotatesAt };
    }),
  );
}

/** The rarer effects that replace a version: these go key by key, in the domain's order. */
async function turnOver(
  tx: Tx,
  { workspace, now }: EffectContext,
  keyId: string,
  effect: Effect,
  activated: KeyEffects["activated"],
): Promise<void> {
  const ofKey = and(eq(keyVersions.workspaceId, workspace), eq(keyVersions.keyId, keyId));
  async function change(set: Partial<VersionRow>, which: ReturnType<typeof and>) {
    const changed = await tx
      .update(keyVersions)
      .set(set)
      .where(and(ofKey, which))
      .returning({ id: keyVersions.id });
    changedOne(changed);
  }
  if (effect.do === "activate") {
    if (!activated?.digest) throw new Error("an activated version needs its secret");
    const { expiresAt, rotatesAt } = effect;
    return change(
      { ...activated, activatedAt: now, expiresAt, rotatesAt },
      and(eq(keyVersions.id, effect.version), isNull(keyVersions.activatedAt)),
    );
  }
  if (effect.do === "make-latest") {
    await change({ latest: false }, eq(keyVersions.latest, true));
    return change({ latest: true }, eq(keyVersions.id, effect.version));
  }
}

async function remove(tx: Tx, { workspace, now }: EffectContext, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const deleted = await tx
    .update(keys)
    .set({ deletedAt: now })
    .where(and(eq(keys.workspaceId, workspace), anyOf(keys.id, ids), isNull(keys.deletedAt)))
    .returning({ id: keys.id });
  changedAll(deleted, ids.length);
  await tx
    .update(keyVersions)
    .set({ digest: null })
    .where(and(eq(keyVersions.workspaceId, workspace), anyOf(keyVersions.keyId, ids)));
  await tx.delete(holds).where(and(eq(holds.workspaceId, workspace), anyOf(holds.keyId, ids)));
}
