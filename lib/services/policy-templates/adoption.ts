import { keySetDatesOfTemplate } from "@/db/queries/key-sets";
import { policyTemplatesOf } from "@/db/queries/policy-templates";
import { adoptionOfPolicy } from "@/lib/contracts/policy-templates";
import { type AdoptionEffect, adoptionEffects } from "@/lib/domain/key-sets/adoption-effect";
import { type Adoption, fingerprint } from "@/lib/domain/key-sets/policy";
import type { Query } from "../card";

export interface AdoptionEffects {
  /** Key sets that were made by the template and are not revoked. */
  keySets: number;
  effects: Record<Adoption, AdoptionEffect>;
}

/** What an edited policy would do to the key sets made by a template, by each way of adopting it. */
export const adoptionEffect: Query<typeof adoptionOfPolicy, AdoptionEffects> = {
  name: "policy-template.adoption",
  permission: "policy-template:edit",
  input: adoptionOfPolicy,
  async run(db, ctx, { id, ...policy }) {
    const [template] = await policyTemplatesOf(db, ctx.workspace, [id]);
    if (!template) return null;
    const asked = fingerprint(policy);
    const rows = await keySetDatesOfTemplate(db, ctx.workspace, id, ctx.now);
    const keys = rows
      .filter(({ status }) => status !== "revoked")
      .map(({ waits, ...row }) => ({ ...row, alike: row.fingerprint === asked && !waits }));
    return { keySets: keys.length, effects: adoptionEffects(keys, policy, ctx.now) };
  },
};
