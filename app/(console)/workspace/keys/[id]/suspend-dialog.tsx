"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import { useWithdrawal } from "@/app/(console)/_dialogs/use-withdrawal";
import { EvidenceView, useEvidence } from "@/app/(console)/keys/_evidence/evidence";
import { Bdi } from "@/components/ui/bdi";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import { TextField } from "@/components/ui/text-field";
import { readKeySetUsage, suspendKeySet } from "../actions";
import { useKeySetDesk } from "./key-set-desk";

/** *Suspend*: what its callers will hear, and who they are; then the receipt. Whatever fails can be tried again. */
export function SuspendDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { subject, now } = useKeySetDesk();
  const { id, name } = subject;
  const router = useRouter();
  const [reason, setReason] = useState("");
  const evidence = useEvidence(id, readKeySetUsage);
  const { busy, problem, withdraw, outcome } = useWithdrawal({
    title: (
      <>
        <Bdi>{name}</Bdi> is suspended
      </>
    ),
    already: "It had been suspended already.",
  });
  async function suspend() {
    if (await withdraw((key) => suspendKeySet({ id, reason }, key))) router.refresh();
  }
  return (
    <ConsequenceDialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={
        <>
          Suspend <Bdi>{name}</Bdi>?
        </>
      }
      consequences={[
        "API calls with this key return an error: every gate and every connected Outpost refuses it.",
        "Its credentials stay the same. They work again as soon as somebody activates it.",
      ]}
      confirmLabel="Suspend"
      onConfirm={suspend}
      busy={busy}
      outcome={outcome}
    >
      <EvidenceView evidence={evidence} now={now} />
      <form
        method="post"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          suspend();
        }}
        className="grid grid-cols-1 gap-4"
      >
        <FormProblem problem={problem} />
        <TextField
          label="Reason"
          name="reason"
          optional
          maxLength={300}
          hint="It stands on this page for as long as the key is suspended."
          value={reason}
          error={problem?.fields.reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </form>
    </ConsequenceDialog>
  );
}
