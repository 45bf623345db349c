import { type ApiListRow, readApi } from "@/db/queries/apis";
import { policyTemplatesOf } from "@/db/queries/policy-templates";
import { oneApi } from "@/lib/contracts/apis";
import type { Policy } from "@/lib/domain/key-sets/policy";
import type { Query } from "../card";

export interface Api extends Omit<ApiListRow, "authTypes"> {
  /** Each with the policy that a new key set of it gets. */
  authTypes: (ApiListRow["authTypes"][number] & { policy: Policy })[];
}

/** One API with all that whoever subscribes wants to know. */
export const getApi: Query<typeof oneApi, Api> = {
  name: "api.get",
  permission: "api:view",
  input: oneApi,
  async run(db, ctx, { id }) {
    const api = await readApi(db, ctx.workspace, id);
    if (!api) return null;
    const ids = api.authTypes.map(({ policyTemplateId }) => policyTemplateId);
    const templates = new Map(
      (await policyTemplatesOf(db, ctx.workspace, ids)).map(({ id: one, policy }) => [one, policy]),
    );
    const withPolicy = (one: ApiListRow["authTypes"][number]) => ({
      ...one,
      policy: templates.get(one.policyTemplateId)!,
    });
    return { ...api, authTypes: api.authTypes.map(withPolicy) };
  },
};
