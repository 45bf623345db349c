/** What is known, at the moment of acknowledgement, about who enforces a withdrawal. */
export interface Receipt {
  revision: number;
  /** Gates that had applied the revision, by name. */
  reported: string[];
  /** Live gates that had not, by name: their leases have run out, so they ask the database. */
  silent: string[];
  /** From the commit to the acknowledgement. */
  elapsedMs: number;
}

/** "refused at 2 of 2 gates after 12 ms" */
export function receiptSentence({ reported, silent, elapsedMs }: Receipt): string {
  const gates = reported.length + silent.length;
  const count = `refused at ${reported.length} of ${gates} ${gates === 1 ? "gate" : "gates"} after ${elapsedMs} ms`;
  return silent.length === 0
    ? count
    : `${count}; no report from ${silent.join(", ")}, which must ask the database before it lets anything through`;
}
