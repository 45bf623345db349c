"use client";
import { DeletionDialog } from "@/app/(console)/_dialogs/deletion-dialog";
import type { PersonalKeyRow } from "@/lib/services/personal-keys/personal-key-row";
import { LastUse } from "../../keys/_personal-keys/last-use";
import { deleteApiKey } from "./actions";
import { useApiKeysDesk } from "./api-keys-desk";

type Props = { row: PersonalKeyRow; open: boolean; onClose: () => void };

/** Asks before a key goes: deleting revokes it, and nothing brings it back. */
export function DeleteApiKeyDialog({ row, open, onClose }: Props) {
  const { now } = useApiKeysDesk().setting;
  return (
    <DeletionDialog
      subject={row}
      open={open}
      onClose={onClose}
      consequences={[
        "Deleting revokes it at once: whatever uses it can no longer authenticate.",
        "It leaves the list, and cannot be brought back. The audit log keeps what happened.",
        <LastUse key="last-use" row={row} now={now} />,
      ]}
      confirmLabel="Delete"
      send={(idempotencyKey) => deleteApiKey({ id: row.id }, idempotencyKey)}
    />
  );
}
