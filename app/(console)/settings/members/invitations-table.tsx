"use client";
import { useMemo, useState } from "react";
import { ActDialog } from "@/app/(console)/_dialogs/act-dialog";
import { useMay } from "@/components/shell/permissions";
import { DataTable } from "@/components/table/data-table";
import type { DataColumn } from "@/components/table/table-types";
import { Bdi } from "@/components/ui/bdi";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import type { OfferedRole, People } from "@/lib/services/people/list-people";
import { withdraw } from "./actions";

type Invitation = People["invitations"][number];

type Props = { invitations: Invitation[]; roles: OfferedRole[]; now: Date };

export function InvitationsTable({ invitations, roles, now }: Props) {
  const may = useMay();
  const [ending, setEnding] = useState<Invitation | null>(null);
  const columns = useMemo(
    (): DataColumn<Invitation>[] => [
      { id: "email", header: "Email", rowHeader: true, cell: ({ email }) => <Bdi>{email}</Bdi> },
      {
        id: "role",
        header: "Role",
        cell: ({ role }) => <Bdi>{roles.find(({ slug }) => slug === role)?.name ?? role}</Bdi>,
      },
      { id: "made", header: "Created", cell: ({ createdAt }) => <Time at={createdAt} now={now} /> },
      { id: "ends", header: "Ends", cell: ({ expiresAt }) => <Time at={expiresAt} now={now} show="date" /> },
      {
        id: "actions",
        header: "Actions",
        bareHeader: true,
        align: "end",
        cell: (invitation) =>
          may("member:invite") ? (
            <Button
              size="sm"
              aria-label={`Withdraw the invitation of ${invitation.email}`}
              onClick={() => setEnding(invitation)}
            >
              Withdraw
            </Button>
          ) : null,
      },
    ],
    [roles, may, now],
  );
  return (
    <>
      <DataTable caption="Open invitations" rows={invitations} columns={columns} rowId={({ id }) => id} />
      {ending ? <WithdrawDialog invitation={ending} onClose={() => setEnding(null)} /> : null}
    </>
  );
}

function WithdrawDialog({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) {
  return (
    <ActDialog
      title="Withdraw this invitation?"
      consequences={[
        <>
          The link for <Bdi className="font-strong">{invitation.email}</Bdi> becomes worthless at once.
        </>,
      ]}
      confirmLabel="Withdraw invitation"
      send={() => withdraw({ id: invitation.id })}
      said="The invitation has been withdrawn"
      leaving={invitation.id}
      onClose={onClose}
    />
  );
}
