"use client";
import { Ban } from "lucide-react";
import { sleeping } from "@/app/_answers/sleeping";
import type { DataColumn } from "@/components/table/table-types";
import { Badge } from "@/components/ui/badge";
import { Bdi } from "@/components/ui/bdi";
import { IconButton } from "@/components/ui/icon-button";
import type { PersonalKeyRow } from "@/lib/services/personal-keys/personal-key-row";
import { actionsColumn, personalKeyColumns } from "../../../keys/_personal-keys/personal-key-columns";

/** The columns of everybody's keys. */
export function memberKeyColumns(
  now: Date,
  /** Null for whoever may only look. */
  revoke: ((row: PersonalKeyRow) => void) | null,
): DataColumn<PersonalKeyRow>[] {
  const { name, key, status, lastUsed, expires } = personalKeyColumns(now);
  const shown: DataColumn<PersonalKeyRow>[] = [
    name,
    { id: "member", header: "Member", wide: true, cell: ({ member }) => <Member {...member} /> },
    key,
    status,
    lastUsed,
    expires,
  ];
  if (revoke === null) return shown;
  return [
    ...shown,
    actionsColumn("sm:w-16", (row) => (
      <IconButton
        label={`Revoke ${row.name} of ${row.member.name}`}
        tip="Revoke"
        tone="danger"
        icon={<Ban aria-hidden="true" />}
        sleeping={sleeping(row.moves.revoke)}
        onClick={() => revoke(row)}
      />
    )),
  ];
}

function Member({ name, email, role, roleName, disabled }: PersonalKeyRow["member"]) {
  return (
    <span className="block min-w-0">
      <span className="inline-flex flex-wrap items-center gap-2">
        <Bdi>{name}</Bdi>
        {role === null ? <Badge>Left</Badge> : null}
        {disabled ? <Badge tone="danger">Disabled</Badge> : null}
      </span>
      <span className="wrap-anywhere block text-faint text-xs">
        <Bdi>{email}</Bdi>
        {role === null ? null : ` · ${roleName}`}
      </span>
    </span>
  );
}
