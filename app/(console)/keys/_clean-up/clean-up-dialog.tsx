"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import { useSubmit } from "@/app/_answers/use-submit";
import { WithdrawalReceipt } from "@/components/keys/withdrawal-receipt";
import { Alert } from "@/components/ui/alert";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import type { Receipt } from "@/lib/domain/feed/receipt";
import type { CleanUpChoice } from "@/lib/domain/keys/clean-up";
import type { CleanUpResult } from "@/lib/services/keys/clean-up";
import { type CleanUpActions, keyCount } from "./clean-up-actions";
import { CleanUpChoices } from "./clean-up-choices";
import { CleanUpList } from "./clean-up-list";
import { SkippedKeys } from "./skipped-keys";
import { useCleanUpPlan } from "./use-clean-up-plan";

type Props = {
  actions: CleanUpActions;
  /** The server's present. */
  now: Date;
  open: boolean;
  onClose: () => void;
};
type Outcome = { result: CleanUpResult; receipt: Receipt | null; names: Map<string, string> };

const WHY = { gone: "has been deleted already", changed: "has changed meanwhile, and stays" };

/** Clean up: what is to go, how many that is, which ones, and only then Delete. */
export function CleanUpDialog({ actions, now, open, onClose }: Props) {
  const router = useRouter();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { busy, problem, submit } = useSubmit();
  const plan = useCleanUpPlan(actions.plan, open && outcome === null);
  const { choices, choose, counts, keys, reading } = plan;

  async function sweep() {
    const ids = keys.map((key) => key.id);
    const input = { choices, ids };
    const done = await submit((idempotencyKey) => actions.sweep(input, idempotencyKey), input);
    if (!done) {
      // Whatever has changed, the table behind shows it too.
      router.refresh();
      return plan.again();
    }
    const names = new Map(keys.map((key) => [key.id, key.name]));
    setOutcome({ result: done.value, receipt: done.receipt, names });
    router.refresh();
  }
  return (
    <ConsequenceDialog
      size="md"
      open={open}
      onOpenChange={(next) => next || onClose()}
      title="Clean up keys"
      description="Deletes many keys at once: those that have ended, and those that were withdrawn."
      confirmLabel="Delete"
      onConfirm={sweep}
      busy={busy}
      sleeping={whyAsleep(choices, plan)}
      outcome={
        outcome && {
          title: `${keyCount(outcome.result.deleted.length)} deleted`,
          children: (
            <div className="grid gap-4">
              <SkippedKeys skipped={outcome.result.skipped} names={outcome.names} words={(why) => WHY[why]} />
              {outcome.receipt ? <WithdrawalReceipt receipt={outcome.receipt} /> : null}
            </div>
          ),
        }
      }
    >
      <form noValidate onSubmit={(event) => event.preventDefault()} className="grid gap-4">
        <FormProblem problem={problem ?? plan.problem} />
        <CleanUpChoices counts={counts} choices={choices} onChoose={choose} />
        {choices.length > 0 && !plan.problem ? (
          <CleanUpList keys={keys} total={totalOf(counts, choices)} reading={reading} now={now} />
        ) : null}
        <Alert kind="warning" title="This is permanent and cannot be undone.">
          Deleted keys leave every list, with their pages. The audit log keeps what happened.
        </Alert>
      </form>
    </ConsequenceDialog>
  );
}

function totalOf(counts: Parameters<typeof CleanUpChoices>[0]["counts"], choices: CleanUpChoice[]): number {
  if (counts === null || choices.length === 0) return 0;
  return choices.length > 1 ? counts.either : counts[choices[0]!];
}

function whyAsleep(choices: CleanUpChoice[], plan: ReturnType<typeof useCleanUpPlan>): string | null {
  if (choices.length === 0) return "Choose first which keys are to go.";
  if (plan.reading) return "The list is being read.";
  if (plan.problem) return "The list could not be read. Tick a box again to read it.";
  return plan.keys.length === 0 ? "No key is like that." : null;
}
