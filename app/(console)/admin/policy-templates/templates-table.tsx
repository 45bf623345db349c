"use client";
import { CalendarClock, Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { DataTable } from "@/components/table/data-table";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import type { PolicyTemplateListRow } from "@/lib/services/policy-templates/list";
import { NEW_TEMPLATE } from "./addresses";
import { RetireDialog } from "./retire-dialog";
import { templateColumns } from "./template-columns";

type Props = { templates: PolicyTemplateListRow[]; mayEdit: boolean };

/** The templates of the workspace, and what uses each. */
export function TemplatesTable({ templates, mayEdit }: Props) {
  const [retiring, setRetiring] = useState<PolicyTemplateListRow | null>(null);
  const columns = useMemo(() => templateColumns(mayEdit, setRetiring), [mayEdit]);
  return (
    <>
      <DataTable
        caption="Policy templates"
        rows={templates}
        columns={columns}
        rowId={({ id }) => id}
        empty={
          <EmptyState
            icon={<CalendarClock />}
            sentence="No policy template yet. An API needs one, to say when its credentials expire and rotate."
            action={
              mayEdit ? (
                <ButtonLink href={NEW_TEMPLATE} icon={<Plus aria-hidden="true" className="size-4" />}>
                  Create policy template
                </ButtonLink>
              ) : null
            }
          />
        }
      />
      {retiring ? (
        <RetireDialog key={retiring.id} template={retiring} onClose={() => setRetiring(null)} />
      ) : null}
    </>
  );
}
