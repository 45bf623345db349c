"use client";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Bdi } from "@/components/ui/bdi";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import { SelectField } from "@/components/ui/select-field";
import type { Receipt } from "@/lib/domain/feed/receipt";
import { revokeAccessKey } from "./actions";
import { EvidenceView, useEvidence } from "./evidence";
import { FormProblem } from "./form-problem";
import { newIdempotencyKey } from "./idempotency-key";
import { useKeyDesk } from "./key-desk";
import type { KeySubject } from "./key-subject";
import { REVOKE_OPTIONS } from "./revoke-reasons";
import { useKnowing } from "./use-knowing";
import { useSubmit } from "./use-submit";
import { WithdrawalReceipt } from "./withdrawal-receipt";

type Props = { subject: KeySubject; open: boolean; onClose: () => void };

/** Revoke: the evidence before, the receipt after. There is no undo. */
export function RevokeKeyDialog({ subject, open, onClose }: Props) {
  const { setting } = useKeyDesk();
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [receipt, setReceipt] = useState<Receipt | "none" | null>(null);
  const [leaked, setLeaked] = useState(false);
  const evidence = useEvidence(subject.id);
  const knowing = useKnowing(evidence.risk, leaked);
  const { busy, problem, submit } = useSubmit();
  async function revoke() {
    const reason = new FormData(form.current!).get("reason");
    const done = await submit(() => revokeAccessKey({ id: subject.id, reason }, idempotencyKey));
    if (!done) return;
    setReceipt(done.receipt ?? "none");
    router.refresh();
  }
  return (
    <ConsequenceDialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={
        <>
          Revoke <Bdi>{subject.name}</Bdi>?
        </>
      }
      consequences={[
        "From now on every call with this key is refused, at every gate. Programs that still use it fail.",
        "There is no undo. The key stays in the list with its history.",
      ]}
      confirmLabel="Revoke key"
      onConfirm={revoke}
      busy={busy}
      sleeping={knowing.sleeping}
      outcome={
        receipt && {
          title: (
            <>
              <Bdi>{subject.name}</Bdi> is revoked
            </>
          ),
          children:
            receipt === "none" ? (
              <p>It had been revoked already.</p>
            ) : (
              <WithdrawalReceipt receipt={receipt} />
            ),
        }
      }
    >
      <EvidenceView evidence={evidence} now={setting.now} />
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          revoke();
        }}
        className="grid grid-cols-1 gap-4"
      >
        <FormProblem problem={problem} />
        <SelectField
          label="Reason"
          name="reason"
          required
          options={REVOKE_OPTIONS}
          hint="It stands in the history. If the key has leaked, revoke it now; otherwise bring the new key live first, and revoke at low traffic."
          error={problem?.fields.reason}
          onChange={(event) => setLeaked(event.target.value === "leaked")}
        />
        {knowing.box}
      </form>
    </ConsequenceDialog>
  );
}
