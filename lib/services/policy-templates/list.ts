import { listPolicyTemplates as list, type PolicyTemplateListRow } from "@/db/queries/policy-templates";
import { listPolicyTemplates as listInput, onePolicyTemplate } from "@/lib/contracts/policy-templates";
import type { Query } from "../card";

export type { PolicyTemplateListRow } from "@/db/queries/policy-templates";

/** The templates by name, without those that are retired unless they are asked for. */
export const listPolicyTemplates: Query<typeof listInput, { templates: PolicyTemplateListRow[] }> = {
  name: "policy-template.list",
  permission: "policy-template:view",
  input: listInput,
  async run(db, ctx, { retired }) {
    const templates = await list(db, ctx.workspace);
    return { templates: templates.filter(({ retiredAt }) => retired || retiredAt === null) };
  },
};

export const getPolicyTemplate: Query<typeof onePolicyTemplate, PolicyTemplateListRow> = {
  name: "policy-template.get",
  permission: "policy-template:view",
  input: onePolicyTemplate,
  run: async (db, ctx, { id }) => (await list(db, ctx.workspace, id))[0] ?? null,
};
