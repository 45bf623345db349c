"use client";
import { Archive, Pencil } from "lucide-react";
import { policyWords } from "@/components/policies/policy-words";
import type { DataColumn } from "@/components/table/table-types";
import { Badge } from "@/components/ui/badge";
import { Bdi } from "@/components/ui/bdi";
import { ReachedLink } from "@/components/ui/reached-link";
import { RowMenu } from "@/components/ui/row-menu";
import type { PolicyTemplateListRow as Row } from "@/lib/services/policy-templates/list";
import { templateAddress } from "./addresses";
import { sleepingRetire, usedBy } from "./template-uses";

export function templateColumns(mayEdit: boolean, retire: (row: Row) => void): DataColumn<Row>[] {
  const columns: DataColumn<Row>[] = [
    {
      id: "name",
      header: "Name",
      rowHeader: true,
      cell: ({ id, name, description, retiredAt }) => (
        <span className="grid gap-0.5 py-1">
          <span className="flex flex-wrap items-center gap-2">
            <ReachedLink href={templateAddress(id)} className="link font-strong">
              <Bdi>{name}</Bdi>
            </ReachedLink>
            {retiredAt ? <Badge tone="ended">Retired</Badge> : null}
          </span>
          {description ? <Bdi className="line-clamp-2 max-w-xs text-faint text-xs">{description}</Bdi> : null}
        </span>
      ),
    },
    {
      id: "expiration",
      header: "Expiration",
      cell: ({ policy }) => <span className="whitespace-nowrap">{policyWords(policy).expiration}</span>,
    },
    {
      id: "rotation",
      header: "Rotation",
      cell: ({ policy }) => (
        <span className="grid whitespace-nowrap">
          {policyWords(policy).rotation}
          {policy.rotation ? <span className="text-faint text-xs">{policyWords(policy).overlap}</span> : null}
        </span>
      ),
    },
    {
      id: "regeneration",
      header: "Manual regeneration",
      cell: ({ policy }) => policyWords(policy).regeneration,
    },
    {
      id: "credentials",
      header: "Credentials",
      cell: ({ policy }) => <span className="whitespace-nowrap">{policyWords(policy).credentials}</span>,
    },
    { id: "notices", header: "Notices", less: true, cell: ({ policy }) => policyWords(policy).notices },
    {
      id: "uses",
      header: "Used by",
      cell: (row) => <span className="tabular whitespace-nowrap">{usedBy(row)}</span>,
    },
  ];
  if (!mayEdit) return columns;
  return [
    ...columns,
    {
      id: "actions",
      header: "Actions",
      bareHeader: true,
      align: "end",
      cell: (row) =>
        row.retiredAt ? null : (
          <RowMenu
            label={`Actions for ${row.name}`}
            entries={[
              {
                kind: "link",
                label: "Edit",
                icon: <Pencil aria-hidden="true" />,
                href: templateAddress(row.id),
              },
              { kind: "line" },
              {
                label: "Retire",
                icon: <Archive aria-hidden="true" />,
                danger: true,
                sleeping: sleepingRetire(row),
                onSelect: () => retire(row),
              },
            ]}
          />
        ),
    },
  ];
}
