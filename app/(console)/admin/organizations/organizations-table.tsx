"use client";
import { sleeping } from "@/app/_answers/sleeping";
import { DataTable } from "@/components/table/data-table";
import type { DataColumn } from "@/components/table/table-types";
import { Badge } from "@/components/ui/badge";
import { Bdi } from "@/components/ui/bdi";
import { Time } from "@/components/ui/time";
import { ORGANIZATION_KIND_LABELS, organizationRemoval } from "@/lib/domain/applications/organizations";
import type { OrganizationListRow } from "@/lib/services/organizations/list";
import { ApplicationsLink } from "./applications-link";
import { RowActs } from "./row-acts";
import type { Acts } from "./task";

export function OrganizationsTable({
  organizations,
  ...acts
}: Acts & { organizations: OrganizationListRow[] }) {
  return (
    <DataTable
      caption="Organizations"
      rows={organizations}
      columns={columnsOf(acts)}
      rowId={(row) => row.id}
    />
  );
}

function columnsOf(acts: Acts): DataColumn<OrganizationListRow>[] {
  return [
    {
      id: "name",
      header: "Name",
      rowHeader: true,
      cell: ({ name }) => <Bdi className="font-strong">{name}</Bdi>,
    },
    {
      id: "kind",
      header: "Kind",
      cell: ({ kind }) => (
        <Badge tone={kind === "external" ? "info" : "plain"}>{ORGANIZATION_KIND_LABELS[kind]}</Badge>
      ),
    },
    {
      id: "applications",
      header: "Applications",
      align: "end",
      cell: (row) => <ApplicationsLink of="organization" row={row} />,
    },
    {
      id: "created",
      header: "Created",
      cell: ({ createdAt }) => <Time at={createdAt} now={acts.now} show="date" />,
    },
    {
      id: "actions",
      header: "Actions",
      bareHeader: true,
      align: "end",
      cell: (row) => (
        <RowActs
          {...acts}
          of="organization"
          row={row}
          kept={sleeping(organizationRemoval(row.applications))}
        />
      ),
    },
  ];
}
