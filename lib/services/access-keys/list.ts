import { type KeyListRow, listKeys } from "@/db/queries/key-list";
import type { VersionRow } from "@/db/queries/keys";
import { olderVersions } from "@/db/queries/rotation";
import { keyListFilter } from "@/lib/contracts/key-list";
import { type KeyFacts, overlapping } from "@/lib/domain/keys/key-facts";
import { MOVES, type Move, refusalOf } from "@/lib/domain/keys/moves";
import { endOf } from "@/lib/domain/keys/status";
import type { RefusalCode } from "@/lib/domain/refusals";
import type { Query } from "../card";

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
    const olderOf = (row: KeyListRow) => older.filter((version) => version.keyId === row.id);
    return { rows: rows.map((row) => withMoves(row, olderOf(row), ctx.now)), total };
  },
};

function withMoves({ latest, holds, ...row }: KeyListRow, older: VersionRow[], now: Date): AccessKeyRow {
  const version = {
    ...latest,
    id: row.publicId,
    generation: row.generation,
    latest: true,
    revokeReason: null,
  };
  const old = older.map((one) => ({ ...one, revokeReason: null }));
  const facts: KeyFacts = { kind: "access", deletedAt: null, versions: [...old, version], holds };
  const moves = Object.fromEntries(MOVES.map((move) => [move, refusalOf(facts, move, now)]));
  const overlap = overlapping(facts, now);
  return {
    ...row,
    moves: moves as AccessKeyRow["moves"],
    oldVersionUntil: overlap && (endOf(overlap)?.at ?? "until-ended"),
  };
}
