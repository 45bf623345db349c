"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import type { PolicyTemplateListRow } from "@/lib/services/policy-templates/list";
import { RetireDialog } from "../retire-dialog";
import { sleepingRetire } from "../template-uses";

type Props = { template: Pick<PolicyTemplateListRow, "id" | "name" | "apis" | "keySets"> };

/** The end of a template. */
export function RetireButton({ template }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Section
      title="Retire"
      purpose="For a template that is no longer needed. Key sets that were made by it keep their policy."
    >
      <Button variant="danger" sleeping={sleepingRetire(template)} onClick={() => setOpen(true)}>
        Retire policy template
      </Button>
      {open ? <RetireDialog template={template} onClose={() => setOpen(false)} /> : null}
    </Section>
  );
}
