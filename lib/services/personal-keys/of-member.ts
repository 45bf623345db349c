/** What becomes of a member's personal keys when something becomes of the member. */
import type { Tx } from "@/db/client";
import { type LockedKey, lockKey } from "@/db/queries/keys";
import { personalKeyIds } from "@/db/queries/personal-keys";
import type { EventType } from "@/lib/domain/audit/events";
import type { Change } from "@/lib/domain/feed/changes";
import type { Effect } from "@/lib/domain/keys/effects";
import { liveVersions } from "@/lib/domain/keys/key-facts";
import type { EventDraft } from "../card";
import type { Context } from "../context";
import { changeKey, keyChanged, keyEvent } from "../keys/key-change";

/** The feed rows that make every verifier forget what it knows of the member's keys: name and role stand in there. */
export async function memberKeysChanged(tx: Tx, ctx: Context, userId: string): Promise<Change[]> {
  return (await personalKeyIds(tx, ctx.workspace, userId)).flatMap(keyChanged);
}

/** Removed: every live secret ends for good, and no hold is left that nobody could take back. */
export function revokeKeysOf(tx: Tx, ctx: Context, userId: string) {
  return changeKeysOf(tx, ctx, userId, "personal-key.revoked", "the member was removed", ({ facts }) => [
    ...liveVersions(facts, ctx.now).map(
      ({ id }): Effect => ({ do: "end", version: id, reason: "owner_left" }),
    ),
    ...release(facts.holds),
  ]);
}

/** Disabled: every live key is held until the member is enabled again. */
export function holdKeysOf(tx: Tx, ctx: Context, userId: string) {
  return changeKeysOf(tx, ctx, userId, "personal-key.disabled", "the member was disabled", ({ facts }) =>
    liveVersions(facts, ctx.now).length > 0 && !facts.holds.includes("user_disabled")
      ? [{ do: "hold", source: "user_disabled" }]
      : [],
  );
}

/** Enabled: that hold goes; one that the member put on a key stays. */
export function releaseKeysOf(tx: Tx, ctx: Context, userId: string) {
  return changeKeysOf(tx, ctx, userId, "personal-key.enabled", "the member was enabled", ({ facts }) =>
    release(facts.holds),
  );
}

const release = (holds: LockedKey["facts"]["holds"]): Effect[] =>
  holds.includes("user_disabled") ? [{ do: "release", source: "user_disabled" }] : [];

async function changeKeysOf(
  tx: Tx,
  ctx: Context,
  userId: string,
  type: EventType,
  reason: string,
  effectsOn: (key: LockedKey) => Effect[],
): Promise<{ events: EventDraft[]; changes: Change[] }> {
  const events: EventDraft[] = [];
  const changes: Change[] = [];
  for (const id of await personalKeyIds(tx, ctx.workspace, userId)) {
    const key = await lockKey(tx, ctx.workspace, "personal", id, userId);
    if (!key) continue;
    changes.push(...keyChanged(id));
    const effects = effectsOn(key);
    if (effects.length === 0) continue;
    events.push(keyEvent(type, key.row, await changeKey(tx, ctx, key, { effects, reason })));
  }
  return { events, changes };
}
