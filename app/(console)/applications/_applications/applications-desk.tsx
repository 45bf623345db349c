"use client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { ActNotice } from "@/app/_answers/act-notice";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import type { ApplicationListRow } from "@/lib/services/applications/list";
import type { ApplicationPowers } from "@/lib/services/applications/powers";
import { ApplicationDialog } from "./application-dialog";
import { ApplicationsTable } from "./applications-table";
import { DeleteApplicationDialog } from "./delete-application-dialog";
import type { Place, Places } from "./places";
import { useDeletion } from "./use-deletion";

type Props = {
  rows: ApplicationListRow[];
  total: number;
  powers: ApplicationPowers;
  places: Places;
  /** All that the filter offers. */
  groups: Place[];
  seesAll: boolean;
};
export type Task =
  | { kind: "create" }
  | { kind: "edit"; application: ApplicationListRow }
  | { kind: "delete"; application: ApplicationListRow };

/** The applications that one reaches, and what may be done with them. */
export function ApplicationsDesk({ rows, total, powers, places, groups, seesAll }: Props) {
  const [task, setTask] = useState<Task | null>(null);
  const { notice, dismiss, busy, remove } = useDeletion();
  const close = () => setTask(null);
  const create = powers.edit === null ? null : () => setTask({ kind: "create" });
  return (
    <>
      <PageHeader
        title="Applications"
        purpose="The programs that call your APIs: whose they are, what they are subscribed to, and the key sets that they call with."
        action={
          create ? (
            <Button variant="primary" icon={<Plus aria-hidden="true" className="size-4" />} onClick={create}>
              Create application
            </Button>
          ) : null
        }
      />
      <ActNotice notice={notice} onDismiss={dismiss} />
      <ApplicationsTable
        rows={rows}
        total={total}
        powers={powers}
        organizations={places.organizations}
        groups={groups}
        seesAll={seesAll}
        busy={busy}
        onTask={setTask}
        onDelete={remove}
        onCreate={create}
      />
      {task?.kind === "create" ? (
        <ApplicationDialog application={null} places={places} onClose={close} />
      ) : null}
      {task?.kind === "edit" ? (
        <ApplicationDialog application={task.application} places={places} onClose={close} />
      ) : null}
      {task?.kind === "delete" ? (
        <DeleteApplicationDialog
          application={task.application}
          keySets={task.application.keySets}
          onClose={close}
        />
      ) : null}
    </>
  );
}
