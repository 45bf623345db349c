import { type KeyListRow, listKeys } from "@/db/queries/key-list";
import { keyListFilter } from "@/lib/contracts/key-list";
import type { KeyFacts } from "@/lib/domain/keys/key-facts";
import { MOVES, type Move, refusalOf } from "@/lib/domain/keys/moves";
import type { RefusalCode } from "@/lib/domain/refusals";
import type { Query } from "../card";

export interface AccessKeyRow extends Omit<KeyListRow, "latest" | "holds"> {
  /** Why each move is closed now; null = open. */
  moves: Record<RowMove, RefusalCode | null>;
}

/** The moves that a row offers; those of an overlap need the older versions too, and stand on the key's page. */
const ROW_MOVES = MOVES.filter(
  (move): move is RowMove => !["rotate", "end-overlap", "roll-back"].includes(move),
);
export type RowMove = Exclude<Move, "rotate" | "end-overlap" | "roll-back">;

/** One page of the workspace's access keys. `total` is exact up to 10,000; 10,001 means more. */
export const listAccessKeys: Query<typeof keyListFilter, { rows: AccessKeyRow[]; total: number }> = {
  name: "access-key.list",
  permission: "access-key:view",
  tellsStatus: true,
  input: keyListFilter,
  async run(db, ctx, filter) {
    const { rows, total } = await listKeys(db, ctx.workspace, "access", filter, ctx.now);
    return { rows: rows.map((row) => withMoves(row, ctx.now)), total };
  },
};

function withMoves({ latest, holds, ...row }: KeyListRow, now: Date): AccessKeyRow {
  const version = {
    ...latest,
    id: row.publicId,
    generation: row.generation,
    latest: true,
    revokeReason: null,
  };
  const facts: KeyFacts = { kind: "access", deletedAt: null, versions: [version], holds };
  const moves = Object.fromEntries(ROW_MOVES.map((move) => [move, refusalOf(facts, move, now)]));
  return { ...row, moves: moves as AccessKeyRow["moves"] };
}
