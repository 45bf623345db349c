/** A change hit another number of rows than it was aimed at, mostly one. The transaction must not commit. */
export class ChangedMeanwhile extends Error {
  constructor(count: number, aimed = 1) {
    super(`a write aimed at ${aimed} rows changed ${count}`);
  }
}

/** Checks the affected-row count of a write aimed at exactly one row; gives the rows back. */
export function changedOne<Row>(rows: Row[]): Row[] {
  if (rows.length !== 1) throw new ChangedMeanwhile(rows.length);
  return rows;
}

/** The same for a write aimed at `aimed` rows. */
export function changedAll<Row>(rows: Row[], aimed: number): Row[] {
  if (rows.length !== aimed) throw new ChangedMeanwhile(rows.length, aimed);
  return rows;
}

/** SQLSTATEs (PostgreSQL, appendix A) of a write that lost against another one: a double, a deadlock. */
const lost = new Set(["23505", "40001", "40P01"]);

/** Whether somebody else's change, made at the same moment, is what a transaction failed on. */
export function isLostRace(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if (at instanceof ChangedMeanwhile || lost.has(String((at as { code?: unknown }).code))) return true;
  }
  return false;
}
