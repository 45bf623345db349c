"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormProblem } from "@/app/(console)/keys/_access-keys/form-problem";
import { newIdempotencyKey } from "@/app/(console)/keys/_access-keys/idempotency-key";
import { isolated } from "@/app/(console)/keys/_access-keys/key-subject";
import { useSubmit } from "@/app/(console)/keys/_access-keys/use-submit";
import { Bdi } from "@/components/ui/bdi";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import { toast } from "@/components/ui/toast";
import type { PolicyTemplateListRow } from "@/lib/services/policy-templates/list";
import { endPolicyTemplate } from "./actions";

type Props = {
  template: Pick<PolicyTemplateListRow, "id" | "name" | "keySets">;
  onClose: () => void;
};

/** Takes a template out of use, for good. */
export function RetireDialog({ template, onClose }: Props) {
  const router = useRouter();
  const [idempotencyKey] = useState(newIdempotencyKey);
  const { busy, problem, submit } = useSubmit();
  const { id, name, keySets } = template;
  async function retire() {
    if (!(await submit(() => endPolicyTemplate({ id }, idempotencyKey)))) return;
    toast(`${isolated(name)} is retired`);
    onClose();
    router.refresh();
  }
  return (
    <ConsequenceDialog
      open
      onOpenChange={(next) => next || onClose()}
      title={
        <>
          Retire <Bdi>{name}</Bdi>?
        </>
      }
      consequences={[
        "No API can choose it from now on, and it cannot be edited again.",
        keySets === 0
          ? "No key set was made by it."
          : `${keySets === 1 ? "The key set that was" : `The ${keySets.toLocaleString("en")} key sets that were`} made by it keep their policy.`,
      ]}
      confirmLabel="Retire policy template"
      busy={busy}
      onConfirm={retire}
    >
      <FormProblem problem={problem} />
    </ConsequenceDialog>
  );
}
