import { atOneMoment, changedSince, readStateHead, versionsOf } from "@/db/queries/outpost-state";
import { type ChangeEvent, changesAfter } from "@/lib/contracts/outposts";
import type { Query } from "../card";
import { outpostOf } from "./outpost-of";
import { bundleHeadOf } from "./state-head";
import { endedSince, versionOnWire } from "./version-line";

/** More keys than that are fetched sooner as a bundle. */
const mostChanges = 5_000;

export type ChangesAnswer =
  | { kind: "changes"; generation: number; change: ChangeEvent }
  /** The generation is another, or the feed does not reach back so far. */
  | { kind: "bundle-needed" };

/** What an Outpost has missed since a revision, of one moment. */
export const outpostChanges: Query<typeof changesAfter, ChangesAnswer> = {
  name: "outpost.changes",
  permission: "outpost:serve",
  input: changesAfter,
  async run(db, ctx, { generation, since }) {
    const outpost = await outpostOf(db, ctx);
    if (!outpost) return null;
    return atOneMoment(db, async (tx): Promise<ChangesAnswer | null> => {
      const state = await readStateHead(tx, ctx.workspace, outpost.id, ctx.now);
      if (!state) return null;
      const changed = await changedSince(tx, ctx.workspace, since, mostChanges);
      if (state.outpost.generation !== generation || changed === null || changed.length > mostChanges)
        return { kind: "bundle-needed" };
      const ids = changed.filter(({ kind }) => kind === "key").map(({ subjectId }) => subjectId);
      const versions = await versionsOf(tx, ctx.workspace, ids, endedSince(ctx.now));
      const keys = ids.map((keyId) => ({ keyId, versions: (versions.get(keyId) ?? []).map(versionOnWire) }));
      const head = changed.some(({ kind }) => kind !== "key") ? await bundleHeadOf(state, ctx.now) : null;
      return { kind: "changes", generation, change: { revision: state.revision, keys, head } };
    });
  },
};
