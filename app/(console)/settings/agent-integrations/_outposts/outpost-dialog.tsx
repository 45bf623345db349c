"use client";
import type { ComponentProps, ReactNode } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import type { Run } from "@/app/_answers/settle";
import { useSubmit } from "@/app/_answers/use-submit";
import { Bdi } from "@/components/ui/bdi";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import type { OutpostSummary } from "@/lib/services/outposts/list";

type Props<Value> = Pick<ComponentProps<typeof ConsequenceDialog>, "open" | "tone" | "outcome"> & {
  verb: string;
  /** Null = every one. */
  outpost: OutpostSummary | null;
  /** What is asked where it is every one. */
  questionOfAll?: string;
  consequences: ReactNode[];
  send: Run<Value>;
  onDone: (value: Value) => void;
  onClose: () => void;
};

/** Asks before an act on one Outpost or on all, and sends it once. */
export function OutpostDialog<Value>(props: Props<Value>) {
  const { verb, outpost, questionOfAll, send, onDone, onClose, ...dialog } = props;
  const { busy, problem, submit } = useSubmit();
  async function confirm() {
    const done = await submit(send);
    if (done) onDone(done.value);
  }
  const question = outpost && (
    <>
      {verb} <Bdi>{outpost.name}</Bdi>?
    </>
  );
  return (
    <ConsequenceDialog
      {...dialog}
      onOpenChange={(next) => next || onClose()}
      title={question ?? questionOfAll}
      confirmLabel={`${verb} ${outpost ? "Outpost" : "Outposts"}`}
      busy={busy}
      onConfirm={confirm}
    >
      <FormProblem problem={problem} />
    </ConsequenceDialog>
  );
}
