"use client";
import { useState } from "react";
import { RevocationDialog } from "@/app/(console)/_dialogs/revocation-dialog";
import { useKnowing } from "@/app/(console)/_dialogs/use-knowing";
import { Bdi } from "@/components/ui/bdi";
import { EvidenceView, useEvidence } from "../_evidence/evidence";
import { readUsage, revokeAccessKey } from "./actions";
import { useKeyDesk } from "./key-desk";
import type { KeySubject } from "./key-subject";

type Props = { subject: KeySubject; open: boolean; onClose: () => void };

/** Revoke: the evidence before, the receipt after. */
export function RevokeKeyDialog({ subject, open, onClose }: Props) {
  const { setting } = useKeyDesk();
  const [leaked, setLeaked] = useState(false);
  const evidence = useEvidence(subject.id, readUsage);
  const knowing = useKnowing(evidence.risk, leaked);
  return (
    <RevocationDialog
      name={subject.name}
      open={open}
      onClose={onClose}
      title={
        <>
          Revoke <Bdi>{subject.name}</Bdi>?
        </>
      }
      consequences={[
        "From now on every call with this key is refused, at every gate. Programs that still use it fail.",
        "There is no undo. The key stays in the list with its history.",
      ]}
      sleeping={knowing.sleeping}
      send={(reason, idempotencyKey) => revokeAccessKey({ id: subject.id, reason }, idempotencyKey)}
      reasonHint="It stands in the history. If the key has leaked, revoke it now; otherwise bring the new key live first, and revoke at low traffic."
      onReason={(reason) => setLeaked(reason === "leaked")}
      evidence={<EvidenceView evidence={evidence} now={setting.now} />}
    >
      {knowing.box}
    </RevocationDialog>
  );
}
