"use client";
import { UserPlus } from "lucide-react";
import { sleeping } from "@/app/_answers/sleeping";
import { DataTable } from "@/components/table/data-table";
import type { DataColumn } from "@/components/table/table-types";
import { Bdi } from "@/components/ui/bdi";
import { FewNames } from "@/components/ui/few-names";
import { IconButton } from "@/components/ui/icon-button";
import { groupRemoval } from "@/lib/domain/applications/organizations";
import type { GroupListRow } from "@/lib/services/groups/list";
import { ApplicationsLink } from "./applications-link";
import { RowActs } from "./row-acts";
import type { Acts } from "./task";

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
    {
      id: "members",
      header: "Members",
      wide: true,
      cell: ({ members }) =>
        members.length > 0 ? <FewNames people={members} /> : <span className="text-faint">Nobody</span>,
    },
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
