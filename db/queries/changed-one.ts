/** A change that was aimed at one row hit another number of rows. The transaction must not commit. */
export class ChangedMeanwhile extends Error {
  constructor(count: number) {
    super(`a write aimed at one row changed ${count}`);
  }
}

/** Checks the affected-row count of a write aimed at exactly one row; gives the rows back. */
export function changedOne<Row>(rows: Row[]): Row[] {
  if (rows.length !== 1) throw new ChangedMeanwhile(rows.length);
  return rows;
}
