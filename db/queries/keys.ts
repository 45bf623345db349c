/** One key: read under a lock, changed by the effects that the domain decided. */
import { and, asc, eq, isNull } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { HoldSource, KeyFacts, RevokeReason } from "@/lib/domain/keys/key-facts";
import type { KeyKind } from "@/lib/domain/keys/kinds";
import type { Effect } from "@/lib/domain/keys/moves";
import type { Tx } from "../client";
import { holds, keys, keyVersions } from "../schema";
import { changedOne } from "./changed-one";

export type KeyRow = typeof keys.$inferSelect;
/** A key as it is made; what it shows of LATEST comes with its version, by triggers. */
export type NewKey = Omit<KeyRow, "issuedAt" | "standing" | "endsAt" | "endsAs">;
export type VersionRow = typeof keyVersions.$inferSelect;

export interface LockedKey {
  row: KeyRow;
  versions: VersionRow[];
  facts: KeyFacts;
}

/** The key, its versions and holds, locked against every other change; null where the workspace, or its `owner`, has no such key. */
export async function lockKey(
  tx: Tx,
  workspace: WorkspaceId,
  kind: KeyKind,
  id: string,
  owner?: string,
): Promise<LockedKey | null> {
  const [row] = await tx
    .select()
    .from(keys)
    .where(
      and(
        eq(keys.workspaceId, workspace),
        eq(keys.kind, kind),
        eq(keys.id, id),
        isNull(keys.deletedAt),
        owner === undefined ? undefined : eq(keys.ownerId, owner),
      ),
    )
    .for("update");
  if (!row) return null;
  const versions = await tx
    .select()
    .from(keyVersions)
    .where(and(eq(keyVersions.workspaceId, workspace), eq(keyVersions.keyId, id)))
    .orderBy(asc(keyVersions.generation));
  const held = await tx
    .select({ source: holds.source })
    .from(holds)
    .where(and(eq(holds.workspaceId, workspace), eq(holds.keyId, id)));
  return {
    row,
    versions,
    facts: factsOf(
      row,
      versions,
      held.map((hold) => hold.source as HoldSource),
    ),
  };
}

/** What the rules need of a key, out of its rows. */
export function factsOf(
  row: Pick<KeyRow, "kind" | "deletedAt">,
  versions: VersionRow[],
  sources: HoldSource[],
): KeyFacts {
  return {
    kind: row.kind as KeyKind,
    deletedAt: row.deletedAt,
    holds: sources,
    versions: versions.map((version) => ({
      ...version,
      revokeReason: version.revokeReason as RevokeReason | null,
    })),
  };
}

export async function insertKey(tx: Tx, row: NewKey): Promise<void> {
  await tx.insert(keys).values(row);
}

export async function insertVersion(tx: Tx, row: VersionRow): Promise<void> {
  await tx.insert(keyVersions).values(row);
}

export async function updateKeyText(
  tx: Tx,
  workspace: WorkspaceId,
  id: string,
  patch: { name?: string; description?: string },
): Promise<void> {
  changedOne(
    await tx
      .update(keys)
      .set(patch)
      .where(and(eq(keys.workspaceId, workspace), eq(keys.id, id)))
      .returning({ id: keys.id }),
  );
}

export interface EffectContext {
  workspace: WorkspaceId;
  keyId: string;
  now: Date;
  holdId: string;
  actorLabel: string;
  reason: string;
  /** The row of the version that an `issue` effect brings in. */
  issued: Omit<VersionRow, "generation" | "latest" | "expiresAt"> | null;
}

/** Carries out the domain's effects. Every write names what it expects to find, and finds exactly one row. */
export async function applyEffects(
  tx: Tx,
  context: EffectContext,
  effects: readonly Effect[],
): Promise<void> {
  for (const effect of effects) await applyEffect(tx, context, effect);
}

async function applyEffect(tx: Tx, context: EffectContext, effect: Effect): Promise<void> {
  const { workspace, keyId, now } = context;
  const ofKey = and(eq(keyVersions.workspaceId, workspace), eq(keyVersions.keyId, keyId));
  switch (effect.do) {
    case "hold":
      await tx.insert(holds).values({
        id: context.holdId,
        workspaceId: workspace,
        keyId,
        source: effect.source,
        reason: context.reason,
        actorLabel: context.actorLabel,
        createdAt: now,
      });
      return;
    case "release":
      changedOne(
        await tx
          .delete(holds)
          .where(
            and(eq(holds.workspaceId, workspace), eq(holds.keyId, keyId), eq(holds.source, effect.source)),
          )
          .returning({ id: holds.id }),
      );
      return;
    case "end":
      changedOne(
        await tx
          .update(keyVersions)
          .set({ revokedAt: now, revokeReason: effect.reason })
          .where(and(ofKey, eq(keyVersions.id, effect.version), isNull(keyVersions.revokedAt)))
          .returning({ id: keyVersions.id }),
      );
      return;
    case "retire":
      changedOne(
        await tx
          .update(keyVersions)
          .set({ retiresAt: effect.at })
          .where(and(ofKey, eq(keyVersions.id, effect.version), isNull(keyVersions.revokedAt)))
          .returning({ id: keyVersions.id }),
      );
      return;
    case "issue": {
      if (!context.issued) throw new Error("an issued version needs its row");
      changedOne(
        await tx
          .update(keyVersions)
          .set({ latest: false })
          .where(and(ofKey, eq(keyVersions.latest, true)))
          .returning({ id: keyVersions.id }),
      );
      await insertVersion(tx, {
        ...context.issued,
        generation: effect.generation,
        latest: true,
        expiresAt: effect.expiresAt,
      });
      return;
    }
    case "make-latest": {
      changedOne(
        await tx
          .update(keyVersions)
          .set({ latest: false })
          .where(and(ofKey, eq(keyVersions.latest, true)))
          .returning({ id: keyVersions.id }),
      );
      changedOne(
        await tx
          .update(keyVersions)
          .set({ latest: true })
          .where(and(ofKey, eq(keyVersions.id, effect.version)))
          .returning({ id: keyVersions.id }),
      );
      return;
    }
    case "delete":
      changedOne(
        await tx
          .update(keys)
          .set({ deletedAt: now })
          .where(and(eq(keys.workspaceId, workspace), eq(keys.id, keyId), isNull(keys.deletedAt)))
          .returning({ id: keys.id }),
      );
      await tx.update(keyVersions).set({ digest: null }).where(ofKey);
      await tx.delete(holds).where(and(eq(holds.workspaceId, workspace), eq(holds.keyId, keyId)));
      return;
  }
}
