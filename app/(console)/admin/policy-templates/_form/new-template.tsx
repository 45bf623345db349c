"use client";
import { useRouter } from "next/navigation";
import { isolated } from "@/components/ui/isolated";
import { toast } from "@/components/ui/toast";
import { addPolicyTemplate } from "../actions";
import { TEMPLATES } from "../addresses";
import { NEW_POLICY } from "./draft";
import { TemplateForm } from "./template-form";
import { usePolicyDraft } from "./use-policy-draft";

/** A new policy template. */
export function NewTemplate({ now }: { now: Date }) {
  const router = useRouter();
  return (
    <TemplateForm
      isNew
      form={usePolicyDraft(NEW_POLICY)}
      names={{ name: "", description: "" }}
      label="Create policy template"
      now={now}
      onTyped={async (typed, submit) => {
        const done = await submit((idempotencyKey) => addPolicyTemplate(typed, idempotencyKey));
        if (!done) return;
        toast(`${isolated(done.value.name)} is created`);
        router.push(TEMPLATES);
      }}
    />
  );
}
