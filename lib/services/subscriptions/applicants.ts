import { readApi } from "@/db/queries/apis";
import { type Applicant, applicantsFor } from "@/db/queries/applicants";
import { subscriptionApplicants as input } from "@/lib/contracts/subscriptions";
import { reachIn } from "../applications/reach";
import type { Query } from "../card";

export type { Applicant };

const APPLICANTS_SHOWN = 50;

/** The applications for which the actor may subscribe to an API: the first by name, to search among. */
export const listApplicants: Query<typeof input, { applications: Applicant[]; total: number }> = {
  name: "subscription.applicants",
  permission: "subscription:request",
  input,
  async run(db, ctx, { apiId, applicationId, q }) {
    if (!(await readApi(db, ctx.workspace, apiId))) return null;
    const reach = reachIn(ctx, "subscription:request");
    return applicantsFor(db, ctx.workspace, reach, { apiId, applicationId, q, limit: APPLICANTS_SHOWN });
  },
};
