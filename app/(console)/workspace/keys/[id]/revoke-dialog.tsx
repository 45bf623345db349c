"use client";
import { useState } from "react";
import { RevocationDialog } from "@/app/(console)/_dialogs/revocation-dialog";
import { useKnowing } from "@/app/(console)/_dialogs/use-knowing";
import { EvidenceView, useEvidence } from "@/app/(console)/keys/_evidence/evidence";
import { Bdi } from "@/components/ui/bdi";
import { readKeySetUsage, revokeKeySet } from "../actions";
import { useKeySetDesk } from "./key-set-desk";
import type { KeySetSubject } from "./subject";

/** *Revoke Key*: the evidence before, the receipt after. */
export function RevokeDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { subject, now } = useKeySetDesk();
  const [leaked, setLeaked] = useState(false);
  const evidence = useEvidence(subject.id, readKeySetUsage);
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
        <>
          It is disabled permanently. Every call that <Bdi>{subject.application}</Bdi> makes with it in{" "}
          {subject.environment} fails, at every gate.
        </>,
        "There is no undo. The key set stays in the list with its history. An active subscription of it gets another by New key set, on its page.",
      ]}
      confirmLabel="Revoke Key"
      sleeping={knowing.sleeping}
      send={(reason, idempotencyKey) => revokeKeySet({ id: subject.id, reason }, idempotencyKey)}
      reasonHint={`It stands in the timeline. If the key has leaked, revoke it now. ${unhurried(subject)}`}
      onReason={(reason) => setLeaked(reason === "leaked")}
      evidence={<EvidenceView evidence={evidence} now={now} />}
    >
      {knowing.box}
    </RevocationDialog>
  );
}

/** What to do where nothing has leaked: a new key beside the old one comes by the schedule alone. */
function unhurried({ policy, status }: KeySetSubject): string {
  const wait = policy.rotation && status !== "expired" ? "wait for its scheduled rotation, or " : "";
  return `Otherwise ${wait}revoke at low traffic and take New key set on the subscription’s page.`;
}
