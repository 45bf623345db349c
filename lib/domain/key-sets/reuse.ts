/**
 * A Key Set is reused if it is linked to the same consumer application, environment and auth type, its policy matches the
 * one required by the API, and it is still valid (not expired or revoked). Else one is generated, for each
 * authentication type of the subscribed API.
 */
import type { Approval } from "../apis/approval";
import type { Status } from "../keys/status";
import type { AuthType } from "./auth-types";

/** What a subscription asks of a key set. */
export interface WantedSet {
  applicationId: string;
  environment: string;
  authType: AuthType;
  fingerprint: string;
}

export interface ExistingSet extends WantedSet {
  id: string;
  status: Status;
}

/** A reused key set that does not work at the moment: the screen says so before the click. */
export type ReuseWarning = "pending" | "suspended";

/** What is still to be said once the application is let in: an automatic approval activates a pending key set at once. */
export function warningAfter(warning: ReuseWarning | null, approval: Approval): ReuseWarning | null {
  return approval === "auto" && warning === "pending" ? null : warning;
}

export type Provision =
  | { wanted: WantedSet; reuse: string; warning: ReuseWarning | null }
  | { wanted: WantedSet; reuse: null };

const ready: readonly Status[] = ["active", "suspended", "pending"];

export function reusable(existing: ExistingSet, wanted: WantedSet): boolean {
  return (
    ready.includes(existing.status) &&
    existing.applicationId === wanted.applicationId &&
    existing.environment === wanted.environment &&
    existing.authType === wanted.authType &&
    existing.fingerprint === wanted.fingerprint
  );
}

/** Where the key set of each authentication type comes from; of several that fit, one that works. */
export function provisions(wanted: readonly WantedSet[], existing: readonly ExistingSet[]): Provision[] {
  return wanted.map((one) => {
    const [best] = existing
      .filter((set) => reusable(set, one))
      .sort((a, b) => ready.indexOf(a.status) - ready.indexOf(b.status));
    if (!best) return { wanted: one, reuse: null };
    const { id, status } = best;
    return {
      wanted: one,
      reuse: id,
      warning: status === "pending" || status === "suspended" ? status : null,
    };
  });
}
