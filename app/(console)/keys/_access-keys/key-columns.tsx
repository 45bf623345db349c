"use client";
import { MaskedKey } from "@/components/keys/masked-key";
import { maskedText, shortMaskedText } from "@/components/keys/masked-text";
import { NoMore } from "@/components/keys/no-more";
import { ScopeSummary } from "@/components/keys/scope-summary";
import { StatusBadge } from "@/components/keys/status-badge";
import type { DataColumn } from "@/components/table/table-types";
import { Bdi } from "@/components/ui/bdi";
import { toMs } from "@/components/ui/format-time";
import { ReachedLink } from "@/components/ui/reached-link";
import { Time } from "@/components/ui/time";
import type { AccessKeyRow } from "@/lib/services/access-keys/list";
import { RowActions } from "./row-actions";

const SOON_MS = 7 * 86_400_000;

/** The columns of the keys table; the ids of the sortable ones are the contract's words. */
export function keyColumns(now: Date): DataColumn<AccessKeyRow>[] {
  return [
    {
      id: "name",
      header: "Name",
      sortable: true,
      hideable: false,
      rowHeader: true,
      cell: (row) => <Name row={row} />,
    },
    {
      id: "key",
      header: "Key",
      wide: true,
      cell: (row) => <MaskedKey text={maskedText(row)} short={shortMaskedText(row)} keyId={row.publicId} />,
    },
    {
      id: "status",
      header: "Status",
      cell: (row) => (
        <>
          <StatusBadge status={row.status} />
          {row.secretWaits ? (
            <span className="block text-soon text-xs">New secret waits</span>
          ) : row.oldVersionUntil ? (
            <span className="block text-soon text-xs">Rotating</span>
          ) : null}
        </>
      ),
    },
    { id: "environment", header: "Environment", cell: (row) => <code>{row.environment}</code> },
    {
      id: "scopes",
      header: "Scopes",
      // Between cards and a wide screen there is no room; the key's page has them all.
      className: "sm:max-[70rem]:hidden",
      cell: (row) => (
        <span className="wrap-break-word block sm:max-w-40">
          <ScopeSummary scopes={row.scopes} />
        </span>
      ),
    },
    {
      id: "lastUsed",
      header: "Last used",
      sortable: true,
      descFirst: true,
      cell: (row) => (row.lastUsedAt ? <Time at={row.lastUsedAt} now={now} /> : <Never />),
    },
    { id: "expires", header: "Expires", sortable: true, cell: (row) => <Expires row={row} now={now} /> },
    {
      id: "created",
      header: "Created",
      sortable: true,
      descFirst: true,
      cell: (row) => <Time at={row.createdAt} now={now} />,
    },
    { id: "createdBy", header: "Created by", cell: (row) => <Bdi>{row.createdByLabel}</Bdi> },
    {
      id: "actions",
      header: "Actions",
      hideable: false,
      bareHeader: true,
      align: "end",
      className: "sm:w-32",
      cell: (row) => <RowActions row={row} />,
    },
  ];
}

function Name({ row }: { row: AccessKeyRow }) {
  return (
    <span className="block min-w-0 max-w-full sm:max-w-40 xl:max-w-48 min-[90rem]:max-w-64">
      <ReachedLink
        href={`/keys/${row.id}`}
        title={row.name}
        className="link block truncate font-strong max-sm:whitespace-normal"
      >
        <Bdi>{row.name}</Bdi>
      </ReachedLink>
      {row.description ? (
        <span className="block truncate text-faint text-xs" title={row.description}>
          <Bdi>{row.description}</Bdi>
        </span>
      ) : null}
    </span>
  );
}

function Expires({ row, now }: { row: AccessKeyRow; now: Date }) {
  // What is revoked does not expire any more.
  if (row.status === "revoked") return <NoMore />;
  if (!row.expiresAt) return <Never />;
  const left = toMs(row.expiresAt) - toMs(now);
  const soon = left > 0 && left <= SOON_MS && (row.status === "active" || row.status === "suspended");
  return (
    <Time
      at={row.expiresAt}
      now={now}
      className={soon ? "whitespace-nowrap rounded-sm font-strong text-soon" : undefined}
    />
  );
}

const Never = () => <span className="text-faint">Never</span>;
