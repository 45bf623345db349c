"use client";
import { KeyRound } from "lucide-react";
import { StatusBadge } from "@/components/keys/status-badge";
import { DataTable } from "@/components/table/data-table";
import type { DataColumn } from "@/components/table/table-types";
import { Bdi } from "@/components/ui/bdi";
import { EmptyState } from "@/components/ui/empty-state";
import { ReachedLink } from "@/components/ui/reached-link";
import { Section } from "@/components/ui/section";
import { Time } from "@/components/ui/time";
import { AUTH_TYPE_LABELS } from "@/lib/domain/key-sets/auth-types";
import type { KeySetRow } from "@/lib/services/key-sets/list";

type Props = {
  id: string;
  rows: KeySetRow[];
  total: number;
  /** It never had a key set, so there is none to look for. */
  untouched: boolean;
  now: Date;
};

/** The key sets that it calls with. Those that are revoked stand in Workspace > Keys. */
export function KeySetsSection({ id, rows, total, untouched, now }: Props) {
  return (
    <Section
      title="Key sets"
      purpose="What it calls with: one for each environment, authentication type and policy."
    >
      <DataTable
        caption="Key sets"
        rows={rows}
        columns={columnsAt(now)}
        rowId={(row) => row.id}
        empty={
          <EmptyState
            icon={<KeyRound />}
            sentence="No key set yet. They come with a subscription to an API."
            className="py-10"
          />
        }
      />
      {untouched && rows.length === 0 ? null : (
        <p className="pt-3 text-soft">
          <ReachedLink className="link" href={`/workspace/keys?application=${id}`}>
            {total > rows.length
              ? `All ${total.toLocaleString("en")} key sets of this application`
              : rows.length > 0
                ? "Search and filter them, also those that are revoked"
                : "Look for those that are revoked"}
          </ReachedLink>
        </p>
      )}
    </Section>
  );
}

function columnsAt(now: Date): DataColumn<KeySetRow>[] {
  return [
    {
      id: "name",
      header: "Name",
      rowHeader: true,
      cell: (row) => (
        <ReachedLink href={`/workspace/keys/${row.id}`} className="link font-strong">
          <Bdi>{row.name}</Bdi>
        </ReachedLink>
      ),
    },
    { id: "type", header: "Authentication type", cell: (row) => AUTH_TYPE_LABELS[row.authType] },
    { id: "environment", header: "Environment", cell: (row) => <code>{row.environment}</code> },
    { id: "status", header: "Status", cell: (row) => <StatusBadge status={row.status} /> },
    {
      id: "lastUsed",
      header: "Last used",
      cell: (row) =>
        row.lastUsedAt ? <Time at={row.lastUsedAt} now={now} /> : <span className="text-faint">Never</span>,
    },
    {
      id: "expires",
      header: "Expires",
      less: true,
      cell: (row) =>
        row.expiresAt ? <Time at={row.expiresAt} now={now} /> : <span className="text-faint">Never</span>,
    },
  ];
}
