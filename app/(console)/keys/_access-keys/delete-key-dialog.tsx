"use client";
import { DeletionDialog } from "@/app/(console)/_dialogs/deletion-dialog";
import { useKnowing } from "@/app/(console)/_dialogs/use-knowing";
import { EvidenceView, useEvidence } from "../_evidence/evidence";
import { deleteAccessKey, readUsage } from "./actions";
import { useKeyDesk } from "./key-desk";
import type { KeySubject } from "./key-subject";

type Props = { subject: KeySubject; open: boolean; onClose: () => void };

/** Delete without a time limit: for the keyboard, the menu and the key's page. */
export function DeleteKeyDialog({ subject, open, onClose }: Props) {
  const { setting, afterDelete } = useKeyDesk();
  const evidence = useEvidence(subject.id, readUsage);
  const knowing = useKnowing(evidence.risk);
  return (
    <DeletionDialog
      subject={subject}
      open={open}
      onClose={onClose}
      consequences={[
        "Deleting revokes it at once: whatever uses it can no longer authenticate.",
        "It leaves every list, and cannot be brought back. The audit log keeps what happened.",
      ]}
      confirmLabel="Delete key"
      sleeping={knowing.sleeping}
      send={(idempotencyKey) => deleteAccessKey({ id: subject.id }, idempotencyKey)}
      afterwards={afterDelete}
    >
      <EvidenceView evidence={evidence} now={setting.now} />
      {knowing.box}
    </DeletionDialog>
  );
}
