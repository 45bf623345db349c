"use client";
import { RefreshCw, Trash2 } from "lucide-react";
import { MaskedKey } from "@/components/keys/masked-key";
import { maskedPersonal, shortMaskedText } from "@/components/keys/masked-text";
import { StatusBadge } from "@/components/keys/status-badge";
import type { DataColumn } from "@/components/table/table-types";
import { Bdi } from "@/components/ui/bdi";
import { IconButton } from "@/components/ui/icon-button";
import { Time } from "@/components/ui/time";
import type { PersonalKeyRow } from "@/lib/services/personal-keys/personal-key-row";
import { sleeping } from "../../keys/_access-keys/sleeping";
import { useApiKeysDesk } from "./api-keys-desk";
import { EnabledBox } from "./enabled-box";

/** The columns of the table; the ids of the sortable ones are the contract's words. */
export function apiKeyColumns(now: Date): DataColumn<PersonalKeyRow>[] {
  return [
    {
      id: "name",
      header: "Name",
      sortable: true,
      rowHeader: true,
      cell: (row) => <Bdi className="font-strong">{row.name}</Bdi>,
    },
    {
      id: "key",
      header: "Key",
      wide: true,
      cell: (row) => (
        <MaskedKey text={maskedPersonal(row)} short={shortMaskedText(row)} keyId={row.publicId} />
      ),
    },
    { id: "status", header: "Status", sortable: true, cell: (row) => <StatusBadge status={row.status} /> },
    { id: "enabled", header: "Enabled", cell: (row) => <EnabledBox row={row} /> },
    {
      id: "created",
      header: "Created",
      sortable: true,
      descFirst: true,
      className: "sm:max-[70rem]:hidden",
      cell: (row) => <Time at={row.createdAt} now={now} />,
    },
    {
      id: "lastUsed",
      header: "Last used",
      sortable: true,
      descFirst: true,
      cell: (row) =>
        row.lastUsedAt ? <Time at={row.lastUsedAt} now={now} /> : <span className="text-faint">Never</span>,
    },
    {
      id: "expires",
      header: "Expires",
      sortable: true,
      cell: (row) => (row.expiresAt ? <Time at={row.expiresAt} now={now} /> : null),
    },
    {
      id: "actions",
      header: "Actions",
      bareHeader: true,
      align: "end",
      className: "sm:w-24",
      cell: (row) => <RowButtons row={row} />,
    },
  ];
}

/** The manual's two buttons beside an entry. A closed one sleeps, and says why in the server's own sentence. */
function RowButtons({ row }: { row: PersonalKeyRow }) {
  const { open } = useApiKeysDesk();
  return (
    <div className="flex items-center justify-end">
      <IconButton
        label={`Regenerate API key ${row.name}`}
        tip="Regenerate API key"
        icon={<RefreshCw aria-hidden="true" />}
        sleeping={sleeping(row.moves.regenerate)}
        onClick={() => open({ kind: "regenerate", row })}
      />
      <IconButton
        label={`Delete ${row.name}`}
        tip="Delete"
        tone="danger"
        icon={<Trash2 aria-hidden="true" />}
        sleeping={sleeping(row.moves.delete)}
        onClick={() => open({ kind: "delete", row })}
      />
    </div>
  );
}
