"use client";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import { Bdi } from "@/components/ui/bdi";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import { SelectField } from "@/components/ui/select-field";
import type { Answer } from "@/lib/contracts/answer";
import { NO_REASON, REVOKE_OPTIONS } from "./revoke-reasons";
import { useWithdrawal } from "./use-withdrawal";

type Props = {
  name: string;
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  consequences: ReactNode[];
  /** What the button says. */
  confirmLabel?: string;
  sleeping?: string | null;
  send: (reason: string, idempotencyKey: string) => Promise<Answer<unknown>>;
  reasonHint: string;
  onReason?: (reason: string) => void;
  /** Evidence, before the reason. */
  evidence?: ReactNode;
  /** After the reason. */
  children?: ReactNode;
};

/** Asks before a key of any kind is revoked, and for what reason; then shows the receipt. There is no undo. */
export function RevocationDialog(props: Props) {
  const { name, open, onClose, title, consequences, send, reasonHint, onReason } = props;
  const router = useRouter();
  const [reason, setReason] = useState("");
  const { busy, problem, withdraw, outcome } = useWithdrawal({
    title: (
      <>
        <Bdi>{name}</Bdi> is revoked
      </>
    ),
    already: "It had been revoked already.",
  });
  const sleeping = props.sleeping ?? (reason ? null : NO_REASON);
  function choose(chosen: string) {
    // What is under way has its reason.
    if (busy) return;
    setReason(chosen);
    onReason?.(chosen);
  }
  async function revoke() {
    if (await withdraw((idempotencyKey) => send(reason, idempotencyKey))) router.refresh();
  }
  return (
    <ConsequenceDialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={title}
      consequences={consequences}
      confirmLabel={props.confirmLabel ?? "Revoke key"}
      onConfirm={revoke}
      busy={busy}
      sleeping={sleeping}
      outcome={outcome}
    >
      {props.evidence}
      <form
        method="post"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!sleeping) revoke();
        }}
        className="grid grid-cols-1 gap-4"
      >
        <FormProblem problem={problem} />
        <SelectField
          label="Reason"
          name="reason"
          required
          options={REVOKE_OPTIONS}
          hint={reasonHint}
          error={problem?.fields.reason}
          value={reason}
          aria-disabled={busy || undefined}
          onChange={(event) => choose(event.target.value)}
        />
        {props.children}
      </form>
    </ConsequenceDialog>
  );
}
