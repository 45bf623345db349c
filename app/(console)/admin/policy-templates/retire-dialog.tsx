"use client";
import { ActDialog } from "@/app/(console)/_dialogs/act-dialog";
import { Bdi } from "@/components/ui/bdi";
import { counted } from "@/components/ui/counted";
import type { PolicyTemplateListRow } from "@/lib/services/policy-templates/list";
import { endPolicyTemplate } from "./actions";

type Props = {
  template: Pick<PolicyTemplateListRow, "id" | "name" | "keySets">;
  onClose: () => void;
};

/** Takes a template out of use, for good. */
export function RetireDialog({ template, onClose }: Props) {
  const { id, name, keySets } = template;
  return (
    <ActDialog
      title={
        <>
          Retire <Bdi>{name}</Bdi>?
        </>
      }
      consequences={[
        "No API can choose it from now on, and it cannot be edited again.",
        keySets === 0
          ? "No key set was made by it."
          : `${counted(keySets, "key set")} that ${keySets === 1 ? "was made by it keeps its" : "were made by it keep their"} policy.`,
      ]}
      confirmLabel="Retire policy template"
      send={(idempotencyKey) => endPolicyTemplate({ id }, idempotencyKey)}
      said={`${name} is retired`}
      leaving={id}
      onClose={onClose}
    />
  );
}
