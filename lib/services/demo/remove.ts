import type { Tx } from "@/db/client";
import { lockApplication } from "@/db/queries/applications";
import {
  deleteDemoCatalog,
  deleteKeySetsOf,
  forgetDemoMarks,
  forgetNoticesOf,
  forgetUsageOf,
} from "@/db/queries/demo";
import { type LockedKey, lockKeys } from "@/db/queries/keys";
import { lockWorkspace } from "@/db/queries/workspaces";
import { removeDemo as input } from "@/lib/contracts/demo";
import type { EventType } from "@/lib/domain/audit/events";
import { DEMO_KINDS } from "@/lib/domain/demo/parts";
import { keyStatus } from "@/lib/domain/keys/key-facts";
import { decide } from "@/lib/domain/keys/moves";
import { type Command, type EventDraft, refuse } from "../card";
import type { Context } from "../context";
import { lockKeySets } from "../key-sets/lock";
import { keyChanged } from "../keys/key-change";
import { changeKeys } from "../keys/many-keys";
import { whatGoes } from "./going";

const why = "the demo data was removed";

/**
 * Takes the demo data away: what was loaded and what belongs to its applications, and nothing else. Every secret of it is
 * revoked with that, and every verifier told. Its history stays in the audit log.
 */
export const removeDemo: Command<typeof input, { removed: number }> = {
  name: "demo.remove",
  permission: "workspace:edit",
  input,
  ownerLevel: true,
  withdraws: true,
  slow: true,
  async run(tx, ctx) {
    const workspace = await lockWorkspace(tx, ctx.workspace);
    if (!workspace) return refuse("not-found");
    const before = await whatGoes(tx, ctx);
    if (!before) return refuse("demo-not-loaded");
    // Nobody subscribes them to anything more while they are locked.
    for (const id of [...before.goes.application].sort()) await lockApplication(tx, ctx.workspace, id, "all");
    const going = (await whatGoes(tx, ctx))!;
    const { goes, loaded } = going;

    const sets = await lockKeySets(tx, ctx, going.keySetIds);
    const live = sets.filter(({ facts }) => ["active", "suspended"].includes(keyStatus(facts, ctx.now)));
    const events: EventDraft[] = await withdraw(tx, ctx, live, "revoke", "key-set.revoked");
    for (const kind of ["access", "personal"] as const) {
      const keys = await lockKeys(tx, { workspace: ctx.workspace, kind }, goes[`${kind}-key`]);
      events.push(...(await withdraw(tx, ctx, keys, "delete", `${kind}-key.deleted`)));
    }

    const setIds = await deleteKeySetsOf(tx, ctx.workspace, loaded.application);
    const keyIds = [...setIds, ...loaded["access-key"], ...loaded["personal-key"]];
    await forgetNoticesOf(tx, ctx.workspace, keyIds);
    await forgetUsageOf(tx, ctx.workspace, keyIds);
    // Those that somebody deleted before are rows still, and would keep their organization.
    await deleteDemoCatalog(tx, ctx.workspace, { ...goes, application: loaded.application });
    await forgetDemoMarks(tx, ctx.workspace);
    const removed = DEMO_KINDS.reduce((sum, kind) => sum + goes[kind].length, 0);
    return {
      ok: true,
      value: { removed },
      event: [
        ...events,
        {
          type: "demo.removed",
          subject: { kind: "workspace", id: ctx.workspace, label: workspace.name },
          before: { things: removed, keySets: setIds.length },
        },
      ],
      changes: [
        ...keyIds.flatMap(keyChanged),
        ...goes.api.map((subjectId) => ({ kind: "api" as const, subjectId })),
      ],
    };
  },
};

async function withdraw(
  tx: Tx,
  ctx: Context,
  keys: readonly LockedKey[],
  move: "revoke" | "delete",
  type: EventType,
): Promise<EventDraft[]> {
  const decided = keys.flatMap((key) => {
    const decision = decide(key.facts, move, ctx.now, "no_longer_needed");
    return decision.ok ? [{ key, effects: decision.effects }] : [];
  });
  return (await changeKeys(tx, ctx, type, decided, why)).event;
}
