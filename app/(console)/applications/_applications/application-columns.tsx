"use client";
import { FileText, Pencil, Trash2 } from "lucide-react";
import { sleeping } from "@/app/_answers/sleeping";
import { StatusBadge } from "@/components/keys/status-badge";
import { TwoSecondConfirm } from "@/components/keys/two-second-confirm";
import type { DataColumn } from "@/components/table/table-types";
import { Bdi } from "@/components/ui/bdi";
import { IconButton } from "@/components/ui/icon-button";
import { ReachedLink } from "@/components/ui/reached-link";
import { RowMenu } from "@/components/ui/row-menu";
import { applicationDeletion } from "@/lib/domain/applications/application";
import type { ApplicationListRow } from "@/lib/services/applications/list";
import type { ApplicationPowers } from "@/lib/services/applications/powers";
import type { Task } from "./applications-desk";
import { Named } from "./named";

type Column = DataColumn<ApplicationListRow>;
type Acts = {
  powers: ApplicationPowers;
  busy: string | null;
  onTask: (task: Task) => void;
  onDelete: (application: ApplicationListRow) => void;
};

/** The columns of the applications; the ids of those that sort are the contract's words. */
export function applicationColumns(acts: Acts): Column[] {
  return [
    {
      id: "name",
      header: "Name",
      sortable: true,
      rowHeader: true,
      cell: ({ id, name, description }) => (
        <div className="grid max-w-80 gap-0.5 py-1">
          <ReachedLink href={`/applications/${id}`} className="link w-fit font-strong">
            <Bdi>{name}</Bdi>
          </ReachedLink>
          {description ? (
            <span className="line-clamp-1 text-faint text-xs">
              <Bdi>{description}</Bdi>
            </span>
          ) : null}
        </div>
      ),
    },
    {
      id: "state",
      header: "Status",
      cell: ({ suspendedAt }) => <StatusBadge status={suspendedAt ? "suspended" : "active"} />,
    },
    { id: "organization", header: "Organization", cell: ({ organization }) => <Named name={organization} /> },
    { id: "group", header: "Group", cell: ({ group }) => <Named name={group} /> },
    {
      id: "subscriptions",
      header: "Subscriptions",
      align: "end",
      cell: ({ subscriptions }) => <Count n={subscriptions} />,
    },
    { id: "keySets", header: "Key sets", align: "end", cell: ({ keySets }) => <Count n={keySets} /> },
    ...(acts.powers.edit ? [actions(acts, acts.powers.edit)] : []),
  ];
}

function actions({ busy, onTask, onDelete }: Acts, editable: string[]): Column {
  return {
    id: "actions",
    header: "Actions",
    bareHeader: true,
    align: "end",
    cell: (application) => {
      const { id, name, subscriptions } = application;
      const foreign = editable.includes(id) ? null : sleeping("foreign-application");
      const kept = foreign ?? sleeping(applicationDeletion(subscriptions));
      const edit = () => onTask({ kind: "edit", application });
      const remove = () => onTask({ kind: "delete", application });
      return (
        <div className="flex items-center justify-end">
          <IconButton
            label={`Edit application ${name}`}
            tip="Edit"
            icon={<Pencil aria-hidden="true" />}
            sleeping={foreign}
            onClick={edit}
          />
          <TwoSecondConfirm
            label={`Delete application ${name}`}
            icon={<Trash2 aria-hidden="true" />}
            onConfirm={() => onDelete(application)}
            onUntimed={remove}
            busy={busy === id}
            sleeping={kept}
          />
          <RowMenu
            label={`Actions for ${name}`}
            entries={[
              {
                kind: "link",
                label: "Open",
                icon: <FileText aria-hidden="true" />,
                href: `/applications/${id}`,
              },
              {
                label: "Edit",
                icon: <Pencil aria-hidden="true" />,
                onSelect: edit,
                sleeping: foreign,
              },
              { kind: "line" },
              {
                label: "Delete",
                icon: <Trash2 aria-hidden="true" />,
                danger: true,
                onSelect: remove,
                sleeping: kept,
              },
            ]}
          />
        </div>
      );
    },
  };
}

function Count({ n }: { n: number }) {
  return <span className={n === 0 ? "tabular text-faint" : "tabular"}>{n.toLocaleString("en")}</span>;
}
