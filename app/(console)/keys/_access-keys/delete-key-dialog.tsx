"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { focusNextRow } from "@/components/table/focus-next-row";
import { Bdi } from "@/components/ui/bdi";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import type { Receipt } from "@/lib/domain/feed/receipt";
import { deleteAccessKey } from "./actions";
import { EvidenceView, useEvidence } from "./evidence";
import { FormProblem } from "./form-problem";
import { newIdempotencyKey } from "./idempotency-key";
import { useKeyDesk } from "./key-desk";
import type { KeySubject } from "./key-subject";
import { useKnowing } from "./use-knowing";
import { useSubmit } from "./use-submit";
import { WithdrawalReceipt } from "./withdrawal-receipt";

type Props = { subject: KeySubject; open: boolean; onClose: () => void };

/** Delete without a time limit: for the keyboard, the menu and the key's page. */
export function DeleteKeyDialog({ subject, open, onClose }: Props) {
  const { setting, afterDelete } = useKeyDesk();
  const router = useRouter();
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [receipt, setReceipt] = useState<Receipt | "none" | null>(null);
  const evidence = useEvidence(subject.id);
  const knowing = useKnowing(evidence.risk);
  const { busy, problem, submit } = useSubmit();
  async function remove() {
    const done = await submit(() => deleteAccessKey({ id: subject.id }, idempotencyKey));
    if (done) setReceipt(done.receipt ?? "none");
  }
  function leave() {
    onClose();
    if (!receipt) return;
    if (afterDelete) return router.push(afterDelete);
    // After the dialog has given the focus back: the row that it came from is about to go.
    setTimeout(() => {
      focusNextRow(subject.id);
      router.refresh();
    });
  }
  return (
    <ConsequenceDialog
      open={open}
      onOpenChange={(next) => next || leave()}
      title={
        <>
          Delete <Bdi>{subject.name}</Bdi>?
        </>
      }
      consequences={[
        "Deleting revokes it at once: whatever uses it can no longer authenticate.",
        "It leaves every list, and cannot be brought back. The audit log keeps what happened.",
      ]}
      confirmLabel="Delete key"
      onConfirm={remove}
      busy={busy}
      sleeping={knowing.sleeping}
      outcome={
        receipt && {
          title: (
            <>
              <Bdi>{subject.name}</Bdi> is deleted
            </>
          ),
          children:
            receipt === "none" ? (
              <p>It had been deleted already.</p>
            ) : (
              <WithdrawalReceipt receipt={receipt} />
            ),
        }
      }
    >
      <EvidenceView evidence={evidence} now={setting.now} />
      {knowing.box}
      {problem ? (
        <form noValidate onSubmit={(event) => event.preventDefault()}>
          <FormProblem problem={problem} />
        </form>
      ) : null}
    </ConsequenceDialog>
  );
}
