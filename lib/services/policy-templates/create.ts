import {
  insertPolicyTemplate,
  type PolicyTemplate,
  policyTemplateNameTaken,
} from "@/db/queries/policy-templates";
import { createPolicyTemplate as input } from "@/lib/contracts/policy-templates";
import { newId } from "@/lib/crypto/random";
import { policyRefusal } from "@/lib/domain/key-sets/policy";
import { type Command, refuse } from "../card";
import { templateEvent, templateFacts } from "./template-change";

/** Creates rules by which key sets can be made. */
export const createPolicyTemplate: Command<typeof input, { id: string; name: string }> = {
  name: "policy-template.create",
  permission: "policy-template:edit",
  input,
  async run(tx, ctx, { name, description, ...policy }) {
    const refusal = policyRefusal(policy);
    if (refusal) return refuse(refusal);
    if (await policyTemplateNameTaken(tx, ctx.workspace, name)) return refuse("policy-template-name-taken");
    const template: PolicyTemplate = {
      id: newId(),
      name,
      description,
      policy,
      createdAt: ctx.now,
      revisedAt: ctx.now,
      retiredAt: null,
    };
    await insertPolicyTemplate(tx, ctx.workspace, template);
    return {
      ok: true,
      value: { id: template.id, name },
      event: templateEvent("policy-template.created", template, { after: templateFacts(template) }),
    };
  },
};
