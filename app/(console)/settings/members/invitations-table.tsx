"use client";
import { useMemo, useState } from "react";
import { DataTable } from "@/components/table/data-table";
import type { DataColumn } from "@/components/table/table-types";
import { Bdi } from "@/components/ui/bdi";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import { ROLE_LABELS } from "@/lib/domain/people/roles";
import type { People } from "@/lib/services/people/list-people";
import { ActDialog } from "../../act-dialog";
import { withdraw } from "./actions";

type Invitation = People["invitations"][number];

export function InvitationsTable({ invitations, now }: { invitations: Invitation[]; now: Date }) {
  const [ending, setEnding] = useState<Invitation | null>(null);
  const columns = useMemo(
    (): DataColumn<Invitation>[] => [
      { id: "email", header: "Email", rowHeader: true, cell: ({ email }) => <Bdi>{email}</Bdi> },
      { id: "role", header: "Role", cell: ({ role }) => ROLE_LABELS[role] },
      { id: "made", header: "Created", cell: ({ createdAt }) => <Time at={createdAt} now={now} /> },
      { id: "ends", header: "Ends", cell: ({ expiresAt }) => <Time at={expiresAt} now={now} show="date" /> },
      {
        id: "actions",
        header: "Actions",
        bareHeader: true,
        align: "end",
        cell: (invitation) => (
          <Button
            size="sm"
            aria-label={`Withdraw the invitation of ${invitation.email}`}
            onClick={() => setEnding(invitation)}
          >
            Withdraw
          </Button>
        ),
      },
    ],
    [now],
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
