import { keySetIdsOfTemplate } from "@/db/queries/key-sets";
import {
  lockPolicyTemplate,
  type PolicyTemplate,
  policyTemplateNameTaken,
  updatePolicyTemplate,
} from "@/db/queries/policy-templates";
import { editPolicyTemplate as input } from "@/lib/contracts/policy-templates";
import { fingerprint, type Policy, policyRefusal } from "@/lib/domain/key-sets/policy";
import { type Command, refuse } from "../card";
import { adoptPolicy } from "../key-sets/adopt";
import { lockKeySets } from "../key-sets/lock";
import { templateEvent, templateFacts } from "./template-change";

export interface EditedTemplate {
  id: string;
  name: string;
  /** How many key sets adopt the edited policy, now or at their next rotation. */
  adopted: number;
}

/** Edits a template. Key sets that were made by it keep their policy, adopt it now, or adopt it at their next rotation. */
export const editPolicyTemplate: Command<typeof input, EditedTemplate> = {
  name: "policy-template.edit",
  permission: "policy-template:edit",
  input,
  async run(tx, ctx, { id, existing, name, description, ...change }) {
    const template = await lockPolicyTemplate(tx, ctx.workspace, id);
    if (!template) return refuse("not-found");
    if (template.retiredAt !== null) return refuse("policy-template-retired");
    const given = Object.entries(change).filter(([, value]) => value !== undefined);
    const policy: Policy = { ...template.policy, ...Object.fromEntries(given) };
    const refusal = policyRefusal(policy);
    if (refusal) return refuse(refusal);
    const edited: PolicyTemplate = {
      ...template,
      name: name ?? template.name,
      description: description ?? template.description,
      policy,
      revisedAt: ctx.now,
    };
    if (await policyTemplateNameTaken(tx, ctx.workspace, edited.name, id))
      return refuse("policy-template-name-taken");
    await updatePolicyTemplate(tx, ctx.workspace, edited);

    const asked = fingerprint(policy);
    const ids = existing === "keep" ? [] : await keySetIdsOfTemplate(tx, ctx.workspace, id);
    const keys = (await lockKeySets(tx, ctx, ids)).filter(
      ({ set }) => set.fingerprint !== asked || set.nextPolicy !== null,
    );
    const { events, changes } =
      existing === "keep"
        ? { events: [], changes: [] }
        : await adoptPolicy(tx, ctx, keys, { policy, how: existing });
    return {
      ok: true,
      value: { id, name: edited.name, adopted: events.length },
      event: [
        templateEvent("policy-template.edited", edited, {
          before: templateFacts(template),
          after: { ...templateFacts(edited), existing },
        }),
        ...events,
      ],
      changes,
    };
  },
};
