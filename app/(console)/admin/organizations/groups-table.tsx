"use client";
import { UserPlus } from "lucide-react";
import { DataTable } from "@/components/table/data-table";
import type { DataColumn } from "@/components/table/table-types";
import { Bdi } from "@/components/ui/bdi";
import { IconButton } from "@/components/ui/icon-button";
import { groupRemoval } from "@/lib/domain/applications/organizations";
import type { GroupListRow } from "@/lib/services/groups/list";
import { sleeping } from "../../keys/_access-keys/sleeping";
import { ApplicationsLink } from "./applications-link";
import { RowActs } from "./row-acts";
import type { Acts } from "./task";

const NAMED = 3;

export function GroupsTable({ groups, ...acts }: Acts & { groups: GroupListRow[] }) {
  return <DataTable caption="Groups" rows={groups} columns={columnsOf(acts)} rowId={(row) => row.id} />;
}

function columnsOf(acts: Acts): DataColumn<GroupListRow>[] {
  return [
    {
      id: "name",
      header: "Name",
      rowHeader: true,
      cell: ({ name }) => <Bdi className="font-strong">{name}</Bdi>,
    },
    { id: "members", header: "Members", wide: true, cell: ({ members }) => <Members members={members} /> },
    {
      id: "applications",
      header: "Applications",
      align: "end",
      cell: (row) => <ApplicationsLink of="group" row={row} />,
    },
    {
      id: "actions",
      header: "Actions",
      bareHeader: true,
      align: "end",
      cell: (row) => (
        <RowActs {...acts} of="group" row={row} kept={sleeping(groupRemoval(row.applications))}>
          <IconButton
            label={`Members of ${row.name}`}
            tip="Members"
            icon={<UserPlus aria-hidden="true" />}
            onClick={() => acts.onTask({ kind: "members", id: row.id })}
          />
        </RowActs>
      ),
    },
  ];
}

/** A few by name, and how many more. */
function Members({ members }: Pick<GroupListRow, "members">) {
  if (members.length === 0) return <span className="text-faint">Nobody</span>;
  const more = members.length - NAMED;
  return (
    <span>
      {members.slice(0, NAMED).map(({ userId, name }, index) => (
        <span key={userId}>
          {index > 0 ? ", " : null}
          <Bdi>{name}</Bdi>
        </span>
      ))}
      {more > 0 ? <span className="text-faint"> and {more.toLocaleString("en")} more</span> : null}
    </span>
  );
}
