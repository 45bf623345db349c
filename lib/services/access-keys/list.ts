import { type KeyListRow, listKeys } from "@/db/queries/key-list";
import { olderVersions } from "@/db/queries/rotation";
import { keyListFilter } from "@/lib/contracts/key-list";
import { type KeyFacts, oldVersionUntil } from "@/lib/domain/keys/key-facts";
import { type Move, refusalsOf } from "@/lib/domain/keys/moves";
import type { RefusalCode } from "@/lib/domain/refusals";
import type { Query } from "../card";
import { listedFacts } from "../keys/listed-facts";

export interface AccessKeyRow extends Omit<KeyListRow, "latest" | "holds"> {
  /** Why each move is closed now; null = open. */
  moves: Record<Move, RefusalCode | null>;
  /** While a rotation is under way: when the old version retires; "until-ended" = when somebody ends it. */
  oldVersionUntil: Date | "until-ended" | null;
}

/** One page of the workspace's access keys. `total` is exact up to 10,000; 10,001 means more. */
export const listAccessKeys: Query<typeof keyListFilter, { rows: AccessKeyRow[]; total: number }> = {
  name: "access-key.list",
  permission: "access-key:view",
  tellsStatus: true,
  input: keyListFilter,
  async run(db, ctx, filter) {
    const { rows, total } = await listKeys(db, ctx.workspace, "access", filter, ctx.now);
    const ids = rows.map((row) => row.id);
    const older = await olderVersions(db, ctx.workspace, ids);
    const withMoves = (key: KeyListRow): AccessKeyRow => {
      const { latest: _, holds: _h, ...row } = key;
      const facts: KeyFacts = { kind: "access", ...listedFacts(key, older) };
      return { ...row, moves: refusalsOf(facts, ctx.now), oldVersionUntil: oldVersionUntil(facts, ctx.now) };
    };
    return { rows: rows.map(withMoves), total };
  },
};
