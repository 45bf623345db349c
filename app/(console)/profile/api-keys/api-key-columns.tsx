"use client";
import { RefreshCw, Trash2 } from "lucide-react";
import { sleeping } from "@/app/_answers/sleeping";
import type { DataColumn } from "@/components/table/table-types";
import { IconButton } from "@/components/ui/icon-button";
import { Time } from "@/components/ui/time";
import type { PersonalKeyRow } from "@/lib/services/personal-keys/personal-key-row";
import { actionsColumn, personalKeyColumns } from "../../keys/_personal-keys/personal-key-columns";
import { useApiKeysDesk } from "./api-keys-desk";
import { EnabledBox } from "./enabled-box";

/** The columns of one's own keys. */
export function apiKeyColumns(now: Date): DataColumn<PersonalKeyRow>[] {
  const { name, key, status, lastUsed, expires } = personalKeyColumns(now);
  return [
    name,
    key,
    status,
    { id: "enabled", header: "Enabled", cell: (row) => <EnabledBox row={row} /> },
    {
      id: "created",
      header: "Created",
      sortable: true,
      descFirst: true,
      className: "sm:max-[70rem]:hidden",
      cell: (row) => <Time at={row.createdAt} now={now} />,
    },
    lastUsed,
    expires,
    actionsColumn("sm:w-24", (row) => <RowButtons row={row} />),
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
