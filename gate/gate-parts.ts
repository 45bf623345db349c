import type { Refusals } from "./bearer/refusals";
import type { Diagnostics } from "./diagnostics/diagnostics";
import type { GateLog } from "./gate-log";
import type { Limits } from "./limits/limits";
import type { Meter } from "./metrics/meter";
import type { OutpostStreams } from "./outposts/streams";
import type { KeyDesk } from "./records/key-desk";
import type { Lane } from "./records/lane";
import type { Gathering } from "./tokens/gathering";
import type { IssuerDesk } from "./tokens/issuer-desk";
import type { TokenRefusals } from "./tokens/token-refusals";
import type { UsageCounter } from "./usage/usage-counter";
import type { DeclaredDesk } from "./verify/declared-desk";

/** What the endpoints share. */
export interface GateParts {
  desk: KeyDesk;
  counter: UsageCounter;
  diagnostics: Diagnostics;
  limits: Limits;
  refusals: Refusals;
  meter: Meter;
  log: GateLog;
  /** Lookups of keys whose bearers nobody knows yet. However many at once, they share two connections (`together.ts`). */
  bearers: Lane;
  /** Lookups of keys for callers that have proven themselves; they share the same two connections. */
  targets: Lane;
  /** Questions that each take a connection: of anybody, by the name of a workspace; and of proven callers. */
  anybody: Lane;
  proven: Lane;
  issuers: IssuerDesk;
  declared: DeclaredDesk;
  /** Keys that were shown whole and got no token. */
  tokenRefusals: TokenRefusals;
  /** Signatures under way: in the thread pool, which verdicts must not wait for. */
  signing: Lane;
  gathering: Gathering;
  /** The Outposts that listen at this gate. */
  streams: OutpostStreams;
  /** Bundles under way: each holds a connection to the database until it has been read. */
  bundles: Lane;
}
