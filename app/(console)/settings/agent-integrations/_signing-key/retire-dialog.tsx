"use client";
import { FormProblem } from "@/app/_answers/form-problem";
import { useWithdrawal } from "@/app/(console)/_dialogs/use-withdrawal";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import { retireKey } from "./actions";
import type { Draining } from "./drain-step";

type Props = { draining: Draining; open: boolean; onClose: () => void };

/** Ends a drain before its time. */
export function RetireDialog({ draining, open, onClose }: Props) {
  const { busy, problem, withdraw, outcome } = useWithdrawal({
    title: "The key has retired",
    already: "It had retired already.",
    note: "What it signed is refused, and its private half is gone for good.",
  });
  const { id, tokens } = draining;
  return (
    <ConsequenceDialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title="Retire the draining key now?"
      consequences={[refusedFromThenOn(tokens), "There is no way back to this key."]}
      confirmLabel="Retire Key"
      busy={busy}
      onConfirm={() => withdraw((idempotencyKey) => retireKey({ id }, idempotencyKey))}
      outcome={outcome}
    >
      <FormProblem problem={problem} />
    </ConsequenceDialog>
  );
}

function refusedFromThenOn(tokens: number): string {
  if (tokens === 0) return "Any token that it signed is refused from then on.";
  if (tokens === 1)
    return "One live token that it signed is refused from then on. The integration that holds it must exchange its access key again.";
  return `${tokens.toLocaleString("en")} live tokens that it signed are refused from then on. Integrations that hold one must exchange their access key again.`;
}
