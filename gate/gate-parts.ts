import type { Diagnostics } from "./diagnostics/diagnostics";
import type { GateLog } from "./gate-log";
import type { KeyDesk } from "./records/key-desk";
import type { Lane } from "./records/lane";
import type { UsageCounter } from "./usage/usage-counter";

/** What the endpoints share. */
export interface GateParts {
  desk: KeyDesk;
  counter: UsageCounter;
  diagnostics: Diagnostics;
  log: GateLog;
  /** Lookups of keys whose bearers nobody knows yet. */
  bearers: Lane;
  /** Lookups for callers that have proven themselves. */
  targets: Lane;
}
