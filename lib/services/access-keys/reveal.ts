import { z } from "zod";
import type { Tx } from "@/db/client";
import { type LockedKey, lockKey, type VersionRow } from "@/db/queries/keys";
import { markRevealed } from "@/db/queries/sealed-secrets";
import { getWorkspace, type WorkspaceRow } from "@/db/queries/workspaces";
import { oneAccessKey } from "@/lib/contracts/access-keys";
import { collected } from "@/lib/domain/key-sets/due";
import { latestOf } from "@/lib/domain/keys/key-facts";
import { endOf } from "@/lib/domain/keys/status";
import { scopesBeyond } from "@/lib/domain/people/actor";
import type { RefusalCode } from "@/lib/domain/refusals";
import { type Command, type Outcome, refuse } from "../card";
import type { Context } from "../context";
import { sealPlaceOfVersion } from "../key-sets/seal-place";
import { changeKey, keyChanged, keyEvent } from "../keys/key-change";
import type { IssuedKey } from "../keys/replace-version";
import { opened } from "../sealing";
import { scheduledAccessKey } from "./own-schedule";

export interface RevealedKey extends IssuedKey {
  /** When the old secret ends, now that the new one has been collected; null where none works any more. */
  oldVersionUntil: string | null;
}

/**
 * *Reveal new secret*: what the schedule made and sealed is shown once, and wiped with the reading, under the key's lock,
 * so that no two get it. From then on the old secret has the overlap that was promised.
 */
export const revealKey: Command<typeof oneAccessKey, RevealedKey> = {
  name: "access-key.reveal",
  permission: "access-key:reveal",
  input: oneAccessKey,
  async run(tx, ctx, { id }) {
    const key = await lockKey(tx, ctx.workspace, "access", id);
    if (!key) return refuse("not-found");
    if (scopesBeyond(ctx.actor, key.row.scopes).length > 0) return refuse("scope-not-held");
    return reveal(tx, ctx, key);
  },
};

/** The calling key collects the new secret of its own that its schedule made: no person needs to stand by. */
export const revealOwnKey: Command<z.ZodObject, RevealedKey> = {
  name: "key.reveal-itself",
  permission: "key:rotate-itself",
  input: z.strictObject({}),
  async run(tx, ctx) {
    if (ctx.actor.kind !== "key") return refuse("not-found");
    const key = await lockKey(tx, ctx.workspace, "access", ctx.actor.id);
    return key ? reveal(tx, ctx, key) : refuse("not-found");
  },
};

async function reveal(tx: Tx, ctx: Context, key: LockedKey): Promise<Outcome<RevealedKey>> {
  const { id, name, environment } = key.row;
  const latest = key.versions.find((version) => version.id === latestOf(key.facts).id)!;
  const refusal = revealRefusal(latest, ctx.now);
  if (refusal) return refuse(refusal);
  const secret = opened(sealPlaceOfVersion(latest), latest.sealedSecret!);
  await markRevealed(tx, ctx.workspace, latest, ctx.now);
  const workspace = (await getWorkspace(tx, ctx.workspace)) as WorkspaceRow;
  const effects = collected(scheduledAccessKey(key, workspace), ctx.now);
  const { after } = await changeKey(tx, ctx, key, { effects });
  const oldUntil = effects.find((effect) => effect.do === "retire")?.at ?? null;
  const { publicId, generation, expiresAt } = latest;
  return {
    ok: true,
    value: {
      id,
      name,
      publicId,
      environment,
      expiresAt: expiresAt?.toISOString() ?? null,
      secret,
      oldVersionUntil: oldUntil?.toISOString() ?? null,
    },
    event: keyEvent("access-key.revealed", key.row, { after: { ...after, publicId, generation } }),
    changes: effects.length > 0 ? keyChanged(id) : [],
  };
}

/** Why there is no secret to show, or null. */
function revealRefusal(latest: VersionRow, now: Date): RefusalCode | null {
  if (!latest.revealOnce) return "nothing-to-reveal";
  if (latest.revealedAt !== null) return "secret-collected";
  const end = endOf(latest);
  return latest.sealedSecret === null || (end !== null && end.at <= now) ? "secret-wiped" : null;
}
