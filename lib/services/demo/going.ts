import type { Db, Tx } from "@/db/client";
import { type DemoIds, type DemoMark, demoInUse, demoMarks, demoPresent } from "@/db/queries/demo";
import { DEMO_KINDS } from "@/lib/domain/demo/parts";
import type { Context } from "../context";

export interface Going {
  /** Everything that was loaded, gone or not. */
  loaded: DemoIds;
  /** What is there still and goes. */
  goes: DemoIds;
  keySetIds: string[];
  subscriptions: number;
  /** What stays, since things that were not loaded stand on it; it belongs to the workspace from then on. */
  stays: (DemoMark & { name: string })[];
}

/** What removing the demo data takes away and what it leaves; null where none is loaded. */
export async function whatGoes(db: Db | Tx, ctx: Context): Promise<Going | null> {
  const marks = await demoMarks(db, ctx.workspace);
  if (marks.length === 0) return null;
  const loaded = byKind(marks);
  const stays = await demoInUse(db, ctx.workspace, loaded);
  const stay = new Set(stays.map(({ id }) => id));
  const present = await demoPresent(db, ctx.workspace, loaded);
  const some = DEMO_KINDS.flatMap((kind) => present.ids[kind].map((id) => ({ kind, id })));
  const { keySetIds, subscriptions } = present;
  return { loaded, goes: byKind(some.filter(({ id }) => !stay.has(id))), keySetIds, subscriptions, stays };
}

function byKind(marks: readonly DemoMark[]): DemoIds {
  const idsOf = (wanted: string) => marks.filter(({ kind }) => kind === wanted).map(({ id }) => id);
  return Object.fromEntries(DEMO_KINDS.map((kind) => [kind, idsOf(kind)])) as DemoIds;
}
