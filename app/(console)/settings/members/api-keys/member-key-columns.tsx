"use client";
import { Ban } from "lucide-react";
import { MaskedKey } from "@/components/keys/masked-key";
import { maskedPersonal, shortMaskedText } from "@/components/keys/masked-text";
import { StatusBadge } from "@/components/keys/status-badge";
import type { DataColumn } from "@/components/table/table-types";
import { Badge } from "@/components/ui/badge";
import { Bdi } from "@/components/ui/bdi";
import { IconButton } from "@/components/ui/icon-button";
import { Time } from "@/components/ui/time";
import { ROLE_LABELS } from "@/lib/domain/people/roles";
import type { PersonalKeyRow } from "@/lib/services/personal-keys/personal-key-row";
import { sleeping } from "../../../keys/_access-keys/sleeping";

/** The columns of everybody's keys; the ids of the sortable ones are the contract's words. */
export function memberKeyColumns(
  now: Date,
  revoke: (row: PersonalKeyRow) => void,
): DataColumn<PersonalKeyRow>[] {
  return [
    {
      id: "name",
      header: "Name",
      sortable: true,
      rowHeader: true,
      cell: (row) => <Bdi className="font-strong">{row.name}</Bdi>,
    },
    { id: "member", header: "Member", wide: true, cell: ({ member }) => <Member {...member} /> },
    {
      id: "key",
      header: "Key",
      wide: true,
      cell: (row) => (
        <MaskedKey text={maskedPersonal(row)} short={shortMaskedText(row)} keyId={row.publicId} />
      ),
    },
    { id: "status", header: "Status", sortable: true, cell: (row) => <StatusBadge status={row.status} /> },
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
      className: "sm:w-16",
      cell: (row) => (
        <IconButton
          label={`Revoke ${row.name} of ${row.member.name}`}
          tip="Revoke"
          tone="danger"
          icon={<Ban aria-hidden="true" />}
          sleeping={sleeping(row.moves.revoke)}
          onClick={() => revoke(row)}
        />
      ),
    },
  ];
}

function Member({ name, email, role, disabled }: PersonalKeyRow["member"]) {
  return (
    <span className="block min-w-0">
      <span className="inline-flex flex-wrap items-center gap-2">
        <Bdi>{name}</Bdi>
        {role === null ? <Badge>Left</Badge> : null}
        {disabled ? <Badge tone="danger">Disabled</Badge> : null}
      </span>
      <span className="wrap-anywhere block text-faint text-xs">
        <Bdi>{email}</Bdi>
        {role === null ? null : ` · ${ROLE_LABELS[role]}`}
      </span>
    </span>
  );
}
