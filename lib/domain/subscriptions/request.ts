/** The application is initiating a new subscription to an API: whether it may. */
import type { Approval } from "../apis/approval";
import type { RefusalCode } from "../refusals";

export interface RequestFacts {
  api: { retiredAt: Date | null; environments: readonly string[]; approval: Approval };
  application: { suspendedAt: Date | null };
  environment: string;
  /** Whether the application has one of this API in this environment that is pending, active or suspended. */
  hasOne: boolean;
}

/** Why an application cannot subscribe, or null. The screen asks it before the click, the service after it. */
export function requestRefusal({ api, application, environment, hasOne }: RequestFacts): RefusalCode | null {
  if (api.retiredAt !== null) return "api-retired";
  if (!api.environments.includes(environment)) return "environment-not-offered";
  if (hasOne) return "subscription-exists";
  // Let in at once, its key sets would be activated at once.
  return api.approval === "auto" && application.suspendedAt !== null ? "application-suspended" : null;
}
