"use client";
import { MaskedKey } from "@/components/keys/masked-key";
import { maskedKeySet, shortMaskedText } from "@/components/keys/masked-text";
import { NoMore } from "@/components/keys/no-more";
import { StatusBadge } from "@/components/keys/status-badge";
import type { DataColumn } from "@/components/table/table-types";
import { Bdi } from "@/components/ui/bdi";
import { toMs } from "@/components/ui/format-time";
import { ReachedLink } from "@/components/ui/reached-link";
import { Time } from "@/components/ui/time";
import { AUTH_TYPE_LABELS } from "@/lib/domain/key-sets/auth-types";
import type { KeySetRow } from "@/lib/services/key-sets/list";

const SOON_MS = 7 * 86_400_000;
const SHOWN_APIS = 2;

/** The columns of Workspace > Keys; the ids of the sortable ones are the contract's words. */
export function keySetColumns(now: Date): DataColumn<KeySetRow>[] {
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
      cell: (row) =>
        row.tail ? (
          <MaskedKey text={maskedKeySet(row)} short={shortMaskedText(row)} keyId={row.publicId} />
        ) : (
          <None>No secret yet</None>
        ),
    },
    { id: "status", header: "Status", cell: (row) => <Status row={row} /> },
    {
      id: "authType",
      header: "Authentication type",
      cell: (row) => <span className="sm:block sm:max-w-32">{AUTH_TYPE_LABELS[row.authType]}</span>,
    },
    { id: "environment", header: "Environment", cell: (row) => <code>{row.environment}</code> },
    {
      id: "apis",
      header: "APIs",
      // Between cards and a wide screen there is no room; the key set's page has them all.
      className: "sm:max-[70rem]:hidden",
      cell: (row) => <Apis apis={row.apis} />,
    },
    {
      id: "organization",
      header: "Organization",
      cell: (row) => (row.organization ? <Bdi>{row.organization.name}</Bdi> : <None>None</None>),
    },
    {
      id: "group",
      header: "Group",
      cell: (row) => (row.group ? <Bdi>{row.group.name}</Bdi> : <None>None</None>),
    },
    {
      id: "lastUsed",
      header: "Last used",
      sortable: true,
      descFirst: true,
      cell: (row) => <When at={row.lastUsedAt} now={now} />,
    },
    { id: "expires", header: "Expires", sortable: true, cell: (row) => <Expires row={row} now={now} /> },
    {
      id: "rotates",
      header: "Next rotation",
      sortable: true,
      cell: (row) => <When at={isOver(row) ? null : row.rotatesAt} now={now} none="None" />,
    },
    { id: "rotated", header: "Rotated", cell: (row) => <When at={rotatedAt(row)} now={now} /> },
    {
      id: "created",
      header: "Created",
      sortable: true,
      descFirst: true,
      cell: (row) => <Time at={row.createdAt} now={now} />,
    },
  ];
}

const isOver = ({ status }: KeySetRow) => status === "revoked" || status === "expired";

/** When LATEST was made, where it is not the first. */
const rotatedAt = (row: KeySetRow) => (row.generation > 1 ? row.rotatedAt : null);

function Name({ row }: { row: KeySetRow }) {
  return (
    <span className="block min-w-0 max-w-full sm:max-w-48 xl:max-w-64">
      <ReachedLink
        href={`/workspace/keys/${row.id}`}
        title={row.name}
        className="link block truncate font-strong max-sm:whitespace-normal"
      >
        <Bdi>{row.name}</Bdi>
      </ReachedLink>
      <span className="block truncate text-faint text-xs" title={row.application.name}>
        <Bdi>{row.application.name}</Bdi>
      </span>
    </span>
  );
}

function Status({ row }: { row: KeySetRow }) {
  return (
    <>
      <StatusBadge status={row.status} />
      {row.status === "suspended" && row.application.suspended ? (
        <span className="block text-faint text-xs">with its application</span>
      ) : null}
      {row.oldVersionUntil ? <span className="block text-soon text-xs">Rotating</span> : null}
    </>
  );
}

function Apis({ apis }: { apis: KeySetRow["apis"] }) {
  if (apis.length === 0) return <None>None open</None>;
  const names = apis.map((api) => `${api.name} ${api.version}`);
  const more = names.length - SHOWN_APIS;
  return (
    <span className="block max-w-48 truncate max-sm:whitespace-normal" title={names.join(", ")}>
      <Bdi>{names.slice(0, SHOWN_APIS).join(", ")}</Bdi>
      {more > 0 ? <span className="text-faint"> +{more}</span> : null}
    </span>
  );
}

function Expires({ row, now }: { row: KeySetRow; now: Date }) {
  // What is revoked does not expire any more.
  if (row.status === "revoked") return <NoMore />;
  if (!row.expiresAt) return <None>Never</None>;
  const left = toMs(row.expiresAt) - toMs(now);
  // A rotation that comes first takes the expiration's edge off.
  const rotates = row.rotatesAt !== null && row.rotatesAt <= row.expiresAt;
  const soon = left > 0 && left <= SOON_MS && !rotates && ["active", "suspended"].includes(row.status);
  const tone = row.status === "expired" ? "text-faint" : soon ? "font-strong text-soon" : "";
  return <Time at={row.expiresAt} now={now} className={`whitespace-nowrap rounded-sm ${tone}`} />;
}

function When({ at, now, none = "Never" }: { at: Date | null; now: Date; none?: string }) {
  return at ? <Time at={at} now={now} /> : <None>{none}</None>;
}

const None = ({ children }: { children: string }) => <span className="text-faint">{children}</span>;
