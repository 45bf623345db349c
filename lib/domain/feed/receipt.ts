/** What is known, at the moment of acknowledgement, about who enforces a withdrawal. */
export interface Receipt {
  revision: number;
  /** Gates that had applied the revision, by name. */
  reported: string[];
  /** Live gates that had not, by name: their leases have run out, so they ask the database. */
  silent: string[];
  /**
   * The workspace's Outposts that had been heard of lately: each by name, or null where the reader may not see Outposts.
   * Nothing bounds when the silent ones follow but their connection.
   */
  outposts: { reported: (string | null)[]; silent: (string | null)[] };
  /** From the commit to the acknowledgement. */
  elapsedMs: number;
}
