import {
  lockPolicyTemplate,
  policyTemplateInUse,
  retirePolicyTemplate as retire,
} from "@/db/queries/policy-templates";
import { onePolicyTemplate } from "@/lib/contracts/policy-templates";
import { type Command, refuse } from "../card";
import { templateEvent } from "./template-change";

/** Retires a template that no API uses. Key sets that were made by it keep their policy. */
export const retirePolicyTemplate: Command<typeof onePolicyTemplate, { id: string; name: string }> = {
  name: "policy-template.retire",
  permission: "policy-template:edit",
  input: onePolicyTemplate,
  async run(tx, ctx, { id }) {
    const template = await lockPolicyTemplate(tx, ctx.workspace, id);
    if (!template) return refuse("not-found");
    if (template.retiredAt !== null) return refuse("policy-template-retired");
    if (await policyTemplateInUse(tx, ctx.workspace, id)) return refuse("policy-template-in-use");
    await retire(tx, ctx.workspace, id, ctx.now);
    const { name } = template;
    return { ok: true, value: { id, name }, event: templateEvent("policy-template.retired", template) };
  },
};
