"use client";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { newIdempotencyKey } from "@/app/_answers/idempotency-key";
import { adoptionLines } from "@/components/policies/adoption-words";
import { isolated } from "@/components/ui/isolated";
import { toast } from "@/components/ui/toast";
import { type Adoption, fingerprint, type Policy } from "@/lib/domain/key-sets/policy";
import type { AdoptionEffects } from "@/lib/services/policy-templates/adoption";
import { changePolicyTemplate } from "../actions";
import { AdoptDialog } from "./adopt-dialog";
import { ExistingField, UNCOUNTED } from "./existing-field";
import { type Submit, TemplateForm, type Typed } from "./template-form";
import { useAdoption } from "./use-adoption";
import { usePolicyDraft } from "./use-policy-draft";

type Template = { id: string; name: string; description: string; policy: Policy };
type Props = { template: Template; told: AdoptionEffects; now: Date; children: ReactNode };

/** Changes a template. Where existing key sets are to adopt it now, it asks once more, with what that brings. */
export function EditTemplate({ template, told, now, children }: Props) {
  const { id } = template;
  const router = useRouter();
  const form = usePolicyDraft(template.policy);
  const { told: adoption, failed } = useAdoption(id, form.policy, { policy: template.policy, told });
  const [chosen, setChosen] = useState<Adoption>("keep");
  const [asking, setAsking] = useState<{ typed: Typed; submit: Submit } | null>(null);
  const concerns = told.keySets > 0 && adoption?.effects["adopt-now"].touched !== 0;
  const existing = concerns ? chosen : "keep";

  async function save({ typed, submit }: { typed: Typed; submit: Submit }) {
    setAsking(null);
    const done = await submit(() => changePolicyTemplate({ id, ...typed, existing }, newIdempotencyKey()));
    if (!done) return;
    const { name, adopted } = done.value;
    const and =
      adopted === 0 ? "" : `; ${adopted === 1 ? "1 key set adopts" : `${adopted} key sets adopt`} it`;
    toast(`${isolated(name)} is saved${and}`);
    setChosen("keep");
    router.refresh();
  }
  return (
    <>
      <TemplateForm
        form={form}
        names={template}
        label="Save policy template"
        now={now}
        onTyped={(typed, submit) => {
          if (existing === "keep" && sameAs(template, typed))
            toast("Nothing to save: all is as it was", { kind: "info" });
          else if (existing === "adopt-now") setAsking({ typed, submit });
          else void save({ typed, submit });
        }}
        more={
          concerns && form.policy ? (
            <ExistingField value={chosen} onChange={setChosen} told={adoption} failed={failed} />
          ) : null
        }
      >
        {children}
      </TemplateForm>
      {asking ? (
        <AdoptDialog
          name={template.name}
          lines={
            adoption
              ? adoptionLines("adopt-now", adoption.effects["adopt-now"], adoption.keySets)
              : failed
                ? [UNCOUNTED]
                : null
          }
          onConfirm={() => void save(asking)}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </>
  );
}

function sameAs({ name, description, policy }: Template, typed: Typed): boolean {
  const { overlapDays } = policy;
  return (
    typed.name === name &&
    typed.description === description &&
    typed.overlapDays === overlapDays &&
    fingerprint(typed) === fingerprint(policy)
  );
}
