import { type KeySetListRow, listKeySets as list } from "@/db/queries/key-set-list";
import { withAnotherValid } from "@/db/queries/key-sets";
import { olderVersions } from "@/db/queries/rotation";
import { keySetFilter } from "@/lib/contracts/key-sets";
import { type KeyFacts, oldVersionUntil } from "@/lib/domain/keys/key-facts";
import { refusalsOf } from "@/lib/domain/keys/moves";
import { reachIn } from "../applications/reach";
import type { Query } from "../card";
import { listedFacts } from "../keys/listed-facts";
import { type KeySetMoves, setFacts } from "./facts";

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
    const withMoves = (key: KeySetListRow): KeySetRow => {
      const { latest: _, holds: _h, description: _d, ...row } = key;
      const facts: KeyFacts = {
        kind: "key_set",
        ...listedFacts(key, older),
        set: setFacts(row.policy, row.application.suspended, another.has(row.id)),
      };
      return { ...row, moves: refusalsOf(facts, ctx.now), oldVersionUntil: oldVersionUntil(facts, ctx.now) };
    };
    return { rows: rows.map(withMoves), total };
  },
};
