import { type KeySetListRow, listKeySets as list } from "@/db/queries/key-set-list";
import { withAnotherValid } from "@/db/queries/key-sets";
import type { VersionRow } from "@/db/queries/keys";
import { olderVersions } from "@/db/queries/rotation";
import { keySetFilter } from "@/lib/contracts/key-sets";
import { type KeyFacts, overlapping } from "@/lib/domain/keys/key-facts";
import { endOf } from "@/lib/domain/keys/status";
import { reachIn } from "../applications/reach";
import type { Query } from "../card";
import { type KeySetMoves, movesOf, setFacts } from "./facts";

export interface KeySetRow extends Omit<KeySetListRow, "latest" | "holds" | "description"> {
  moves: KeySetMoves;
  /** While a rotation is under way: when the old version retires; "until-ended" = when somebody ends it. */
  oldVersionUntil: Date | "until-ended" | null;
}

/** One page of Workspace > Keys, of the key sets that one reaches. `total` is exact up to 10,000; 10,001 means more. */
export const listKeySets: Query<typeof keySetFilter, { rows: KeySetRow[]; total: number }> = {
  name: "key-set.list",
  permission: "key-set:view",
  tellsStatus: true,
  input: keySetFilter,
  async run(db, ctx, filter) {
    const reach = reachIn(ctx, "key-set:view");
    const { rows, total } = await list(db, ctx.workspace, reach, filter, ctx.now);
    const ids = rows.map((row) => row.id);
    const older = await olderVersions(db, ctx.workspace, ids);
    const expired = rows.filter(({ status }) => status === "expired").map(({ id }) => id);
    const another = await withAnotherValid(db, ctx.workspace, expired, ctx.now);
    const olderOf = (row: KeySetListRow) => older.filter((version) => version.keyId === row.id);
    return { rows: rows.map((row) => withMoves(row, olderOf(row), another.has(row.id), ctx.now)), total };
  },
};

function withMoves(
  { latest, holds, description: _, ...row }: KeySetListRow,
  older: VersionRow[],
  anotherValid: boolean,
  now: Date,
): KeySetRow {
  const version = {
    ...latest,
    id: row.publicId,
    generation: row.generation,
    latest: true,
    revokeReason: null,
  };
  const old = older.map(({ madeBy: _, ...one }) => ({ ...one, revokeReason: null }));
  const facts: KeyFacts = {
    kind: "key_set",
    deletedAt: null,
    versions: [...old, version],
    holds,
    set: setFacts(row.policy, row.application.suspended, anotherValid),
  };
  const overlap = overlapping(facts, now);
  return {
    ...row,
    moves: movesOf(facts, now),
    oldVersionUntil: overlap && (endOf(overlap)?.at ?? "until-ended"),
  };
}
