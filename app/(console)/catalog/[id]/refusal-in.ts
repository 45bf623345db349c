import type { RefusalCode } from "@/lib/domain/refusals";
import { requestRefusal } from "@/lib/domain/subscriptions/request";
import type { Api } from "@/lib/services/apis/get";
import type { Applicant } from "@/lib/services/subscriptions/applicants";

/** Why an application cannot subscribe to an API in an environment, by the server's own rule; null = it can. */
export function refusalIn(api: Api, application: Applicant, environment: string): RefusalCode | null {
  const hasOne = application.subscribedIn.includes(environment);
  return requestRefusal({ api, application, environment, hasOne });
}
