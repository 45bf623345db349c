"use client";
import type { DataColumn } from "@/components/table/table-types";
import { Badge } from "@/components/ui/badge";
import { Bdi } from "@/components/ui/bdi";
import { ReachedLink } from "@/components/ui/reached-link";
import { APPROVAL_LABELS } from "@/lib/domain/apis/approval";
import { AUTH_TYPE_LABELS } from "@/lib/domain/key-sets/auth-types";
import type { ApiSummary } from "@/lib/services/apis/list";
import { catalogAddress } from "./for-application";

/** The columns of the catalog; `application` = the one that an API is looked for, chosen already on the API's page. */
export const apiColumns = (application: string | null): DataColumn<ApiSummary>[] => [
  {
    id: "name",
    header: "API",
    rowHeader: true,
    sortable: true,
    cell: (api) => (
      <span className="block min-w-0">
        <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
          <ReachedLink href={catalogAddress(application, api.id)} className="link font-strong">
            <Bdi>{api.name}</Bdi>
          </ReachedLink>
          <span className="font-normal text-faint">
            <Bdi>{api.version}</Bdi>
          </span>
          {api.retiredAt ? <Badge tone="ended">Retired</Badge> : null}
        </span>
        {api.description ? (
          <span className="line-clamp-2 font-normal text-faint text-xs">
            <Bdi>{api.description}</Bdi>
          </span>
        ) : null}
      </span>
    ),
  },
  {
    id: "environments",
    header: "Environments",
    wide: true,
    cell: ({ environments }) => <Pills words={environments} />,
  },
  {
    id: "authTypes",
    header: "Authentication types",
    wide: true,
    cell: ({ authTypes }) => <Pills words={authTypes.map(({ authType }) => AUTH_TYPE_LABELS[authType])} />,
  },
  { id: "approval", header: "Approval", cell: ({ approval }) => APPROVAL_LABELS[approval] },
  {
    id: "subscriptions",
    header: "Subscriptions",
    align: "end",
    cell: ({ subscriptions }) => <span className="tabular">{subscriptions.toLocaleString("en")}</span>,
  },
];

function Pills({ words }: { words: readonly string[] }) {
  return (
    <span className="flex flex-wrap gap-1.5">
      {words.map((word) => (
        <Badge key={word}>{word}</Badge>
      ))}
    </span>
  );
}
