import { apiUse, readApi } from "@/db/queries/apis";
import { policyTemplatesByName } from "@/db/queries/policy-templates";
import { getWorkspace } from "@/db/queries/workspaces";
import { apiForm as input } from "@/lib/contracts/apis";
import type { Policy } from "@/lib/domain/key-sets/policy";
import type { Query } from "../card";

export interface ApiForm {
  /** Those of the workspace, and those that the API has already. */
  environments: string[];
  templates: { id: string; name: string; policy: Policy; retired: boolean }[];
  /** What its open subscriptions use cannot be taken away. */
  used: { environments: string[]; authTypes: string[] };
}

/** What a form offers whoever makes or edits an API. */
export const apiForm: Query<typeof input, ApiForm> = {
  name: "api.form",
  permission: "api:edit",
  input,
  async run(db, ctx, { id }) {
    const [workspace, templates, api] = await Promise.all([
      getWorkspace(db, ctx.workspace),
      policyTemplatesByName(db, ctx.workspace),
      id === null ? null : readApi(db, ctx.workspace, id),
    ]);
    if (!workspace || (id !== null && !api)) return null;
    const kept = api?.authTypes.map(({ policyTemplateId }) => policyTemplateId) ?? [];
    return {
      environments: [...new Set([...workspace.environments, ...(api?.environments ?? [])])],
      templates: templates
        .filter((one) => one.retiredAt === null || kept.includes(one.id))
        .map(({ id: one, name, policy, retiredAt }) => ({
          id: one,
          name,
          policy,
          retired: retiredAt !== null,
        })),
      used: api ? await apiUse(db, ctx.workspace, api.id) : { environments: [], authTypes: [] },
    };
  },
};
