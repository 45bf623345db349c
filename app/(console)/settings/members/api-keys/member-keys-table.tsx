"use client";
import { KeyRound } from "lucide-react";
import { useMemo, useState } from "react";
import { useMay } from "@/components/shell/permissions";
import { EmptyState } from "@/components/ui/empty-state";
import type { PersonalKeyPage } from "@/lib/services/personal-keys/list";
import type { PersonalKeyRow } from "@/lib/services/personal-keys/personal-key-row";
import { PersonalKeysTable } from "../../../keys/_personal-keys/personal-keys-table";
import { memberKeyColumns } from "./member-key-columns";
import { RevokeMemberKeyDialog } from "./revoke-member-key-dialog";

type Props = PersonalKeyPage & { now: Date };

/** Everybody's keys. */
export function MemberKeysTable({ rows, total, now }: Props) {
  const [revoking, setRevoking] = useState<PersonalKeyRow | null>(null);
  const may = useMay();
  const columns = useMemo(
    () => memberKeyColumns(now, may("personal-key:revoke-all") ? setRevoking : null),
    [may, now],
  );
  return (
    <>
      <PersonalKeysTable
        caption="API keys of members"
        rows={rows}
        total={total}
        columns={columns}
        none={<EmptyState icon={<KeyRound />} sentence="No member has a personal API key at the moment." />}
      />
      {revoking ? (
        <RevokeMemberKeyDialog key={revoking.id} row={revoking} now={now} onClose={() => setRevoking(null)} />
      ) : null}
    </>
  );
}
