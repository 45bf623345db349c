"use client";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import type { Run } from "@/app/_answers/settle";
import { focusNextRow } from "@/components/table/focus-next-row";
import { Bdi } from "@/components/ui/bdi";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import { useWithdrawal } from "./use-withdrawal";

type Props = {
  subject: { id: string; name: string };
  open: boolean;
  onClose: () => void;
  consequences: ReactNode[];
  confirmLabel: string;
  sleeping?: string | null;
  send: Run<unknown>;
  /** Where to go afterwards, from a page that goes with the key. */
  afterwards?: string | null;
  /** Evidence, between the consequences and the buttons. */
  children?: ReactNode;
};

/** Asks before a key of any kind goes, and shows the receipt. Then the focus goes to the row after the key's. */
export function DeletionDialog(props: Props) {
  const { subject, open, onClose, consequences, confirmLabel, sleeping, send, afterwards, children } = props;
  const router = useRouter();
  const name = <Bdi>{subject.name}</Bdi>;
  const { busy, problem, withdraw, outcome } = useWithdrawal({
    title: <>{name} is deleted</>,
    already: "It had been deleted already.",
  });
  function leave() {
    onClose();
    if (!outcome) return;
    if (afterwards) return router.push(afterwards);
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
      title={<>Delete {name}?</>}
      consequences={consequences}
      confirmLabel={confirmLabel}
      onConfirm={() => withdraw(send)}
      busy={busy}
      sleeping={sleeping}
      outcome={outcome}
    >
      {children}
      <FormProblem problem={problem} />
    </ConsequenceDialog>
  );
}
