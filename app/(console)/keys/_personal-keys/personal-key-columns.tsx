"use client";
import { MaskedKey } from "@/components/keys/masked-key";
import { maskedPersonal, shortMaskedText } from "@/components/keys/masked-text";
import { NoMore } from "@/components/keys/no-more";
import { StatusBadge } from "@/components/keys/status-badge";
import type { DataColumn } from "@/components/table/table-types";
import { Bdi } from "@/components/ui/bdi";
import { Time } from "@/components/ui/time";
import type { PersonalKeyRow } from "@/lib/services/personal-keys/personal-key-row";

type Column = DataColumn<PersonalKeyRow>;
type Shared = Record<"name" | "key" | "status" | "lastUsed" | "expires", Column>;

/** The columns that every table of personal keys has; the ids of the sortable ones are the contract's words. */
export function personalKeyColumns(now: Date): Shared {
  return {
    name: {
      id: "name",
      header: "Name",
      sortable: true,
      rowHeader: true,
      cell: (row) => <Bdi className="font-strong">{row.name}</Bdi>,
    },
    key: {
      id: "key",
      header: "Key",
      wide: true,
      cell: (row) => (
        <MaskedKey text={maskedPersonal(row)} short={shortMaskedText(row)} keyId={row.publicId} />
      ),
    },
    status: {
      id: "status",
      header: "Status",
      sortable: true,
      cell: (row) => <StatusBadge status={row.status} />,
    },
    lastUsed: {
      id: "lastUsed",
      header: "Last used",
      sortable: true,
      descFirst: true,
      cell: (row) =>
        row.lastUsedAt ? <Time at={row.lastUsedAt} now={now} /> : <span className="text-faint">Never</span>,
    },
    expires: {
      id: "expires",
      header: "Expires",
      sortable: true,
      cell: (row) =>
        row.status === "revoked" ? <NoMore /> : row.expiresAt ? <Time at={row.expiresAt} now={now} /> : null,
    },
  };
}

/** The last column: what may be done with the row. `className` gives its width. */
export function actionsColumn(className: string, cell: Column["cell"]): Column {
  return { id: "actions", header: "Actions", bareHeader: true, align: "end", className, cell };
}
