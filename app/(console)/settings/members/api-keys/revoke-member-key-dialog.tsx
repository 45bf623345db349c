"use client";
import { RevocationDialog } from "@/app/(console)/_dialogs/revocation-dialog";
import { Bdi } from "@/components/ui/bdi";
import type { PersonalKeyRow } from "@/lib/services/personal-keys/personal-key-row";
import { LastUse } from "../../../keys/_personal-keys/last-use";
import { revokeMemberKey } from "./actions";

type Props = { row: PersonalKeyRow; now: Date; onClose: () => void };

/** Revokes somebody's key: what it brings before, the receipt after. */
export function RevokeMemberKeyDialog({ row, now, onClose }: Props) {
  return (
    <RevocationDialog
      name={row.name}
      open
      onClose={onClose}
      title={
        <>
          Revoke <Bdi>{row.name}</Bdi> of <Bdi>{row.member.name}</Bdi>?
        </>
      }
      consequences={[
        "From now on every call with this key is refused, at every gate. There is no undo.",
        "It stays in the member's list, as Revoked. A member can create another key; disable the member to stop that, too.",
        <LastUse key="last-use" row={row} now={now} />,
      ]}
      send={(reason, idempotencyKey) => revokeMemberKey({ id: row.id, reason }, idempotencyKey)}
      reasonHint="It stands in the history."
    />
  );
}
