import type { Tx } from "@/db/client";
import type { LockedKey } from "@/db/queries/keys";
import { getWorkspace, type WorkspaceRow } from "@/db/queries/workspaces";
import type { EventFacts, EventType } from "@/lib/domain/audit/events";
import type { Effect } from "@/lib/domain/keys/effects";
import { lifeRefusal } from "@/lib/domain/keys/expiry";
import { latestOf } from "@/lib/domain/keys/key-facts";
import type { KeyKind } from "@/lib/domain/keys/kinds";
import { type NewExpiry, replace } from "@/lib/domain/keys/moves";
import { rotationOf } from "@/lib/domain/keys/own-schedule";
import type { Secret } from "@/lib/domain/secret";
import { type Outcome, refuse } from "../card";
import type { Context } from "../context";
import { changeKey, keyChanged, keyEvent } from "./key-change";
import { newVersion } from "./new-version";

/** What a new secret is answered with. */
export interface IssuedKey {
  id: string;
  name: string;
  publicId: string;
  environment: string | null;
  expiresAt: string | null;
  /** The whole key, once. Null where the same request is answered again. */
  secret: Secret | null;
}

interface Replacement {
  /** Until when the old version keeps working: "none" (dies now), an instant, or null (until somebody ends it). */
  overlap: "none" | Date | null;
  newExpiry: NewExpiry;
  event: EventType;
  /** What the event tells beyond the key's own facts. */
  facts?: EventFacts;
}

/** Gives a locked key a new version with a secret of its own: what regenerating and rotating have in common. */
export async function replaceVersion(
  tx: Tx,
  ctx: Context,
  key: LockedKey,
  { overlap, newExpiry, event, facts }: Replacement,
): Promise<Outcome<IssuedKey>> {
  const { rotateEveryDays } = key.row;
  const until = newExpiry === "keep" ? latestOf(key.facts).expiresAt : newExpiry;
  // The schedule goes on from here.
  const rotatesAt = rotateEveryDays === null ? null : rotationOf(ctx.now, until, rotateEveryDays);
  const decision = replace(key.facts, overlap, newExpiry, ctx.now, rotatesAt);
  if (!decision.ok) return refuse(decision.refusal);
  // Only a read: the key is locked already, and whoever locks the workspace may want a key next.
  const workspace = (await getWorkspace(tx, ctx.workspace)) as WorkspaceRow;
  const expiresAt = issuedUntil(decision.effects);
  const forbidden = lifeRefusal(expiresAt, ctx.now, workspace);
  if (forbidden) return refuse(forbidden);
  const { id, name, environment, kind } = key.row;
  const prefix = key.versions.at(-1)!.prefix;
  const version = newVersion(
    ctx,
    { id, prefix, kind: kind as KeyKind, environment },
    overlap === "none" ? "regenerated" : "rotated",
  );
  const changed = await changeKey(tx, ctx, key, { effects: decision.effects, issued: version.row });
  const { publicId } = version.row;
  return {
    ok: true,
    value: {
      id,
      name,
      publicId,
      environment,
      expiresAt: expiresAt?.toISOString() ?? null,
      secret: version.text,
    },
    event: keyEvent(event, key.row, {
      before: changed.before,
      after: { ...changed.after, publicId, ...facts },
    }),
    changes: keyChanged(id),
  };
}

function issuedUntil(effects: Effect[]): Date | null {
  const issue = effects.find((effect) => effect.do === "issue")!;
  return issue.expiresAt;
}
