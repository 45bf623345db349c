"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import { newIdempotencyKey } from "@/app/_answers/idempotency-key";
import { LOOK_FIRST_SENTENCE } from "@/app/_answers/no-answer";
import { useSubmit } from "@/app/_answers/use-submit";
import { WithdrawalReceipt } from "@/components/keys/withdrawal-receipt";
import { Bdi } from "@/components/ui/bdi";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import { DEMO_NOUNS } from "@/lib/domain/demo/parts";
import type { Receipt } from "@/lib/domain/feed/receipt";
import type { DemoStatus } from "@/lib/services/demo/status";
import { removeDemoData } from "./actions";
import { demoConsequences } from "./demo-words";

type Props = { status: DemoStatus; open: boolean; onClose: () => void };

/** Says what goes and what stays before it takes the demo data away, and shows the receipt after it. */
export function RemoveDemoDialog({ status, open, onClose }: Props) {
  const router = useRouter();
  const { busy, problem, submit } = useSubmit(LOOK_FIRST_SENTENCE);
  const [receipt, setReceipt] = useState<Receipt | null>(null);

  async function remove() {
    const done = await submit(() => removeDemoData({}, newIdempotencyKey()));
    if (done) setReceipt(done.receipt);
  }
  function close() {
    onClose();
    setReceipt(null);
    // Also after a no: it may have gone all the same.
    if (receipt || problem) router.refresh();
  }
  return (
    <ConsequenceDialog
      size="md"
      open={open}
      onOpenChange={(next) => next || close()}
      title="Remove the demo data?"
      description="What was loaded goes. What you have made stays."
      consequences={demoConsequences(status)}
      confirmLabel="Remove demo data"
      busy={busy}
      onConfirm={remove}
      outcome={
        receipt && { title: "The demo data is gone", children: <WithdrawalReceipt receipt={receipt} /> }
      }
    >
      {status.stays.length > 0 ? (
        <div>
          <p>These stay, since things of yours stand on them. They are yours from then on:</p>
          <ul className="mt-2 list-disc pl-5">
            {status.stays.map(({ kind, name }) => (
              <li key={`${kind} ${name}`}>
                {DEMO_NOUNS[kind].one} <Bdi>{name}</Bdi>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <FormProblem problem={problem} />
    </ConsequenceDialog>
  );
}
