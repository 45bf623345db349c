"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import { useRead } from "@/app/_answers/use-read";
import { useSubmit } from "@/app/_answers/use-submit";
import { NO_REASON, REVOKE_OPTIONS } from "@/app/(console)/_dialogs/revoke-reasons";
import { useKnowing } from "@/app/(console)/_dialogs/use-knowing";
import { WithdrawalReceipt } from "@/components/keys/withdrawal-receipt";
import { Bdi } from "@/components/ui/bdi";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import { SelectField } from "@/components/ui/select-field";
import type { Receipt } from "@/lib/domain/feed/receipt";
import { COUNT_LIMIT } from "@/lib/domain/keys/list-words";
import type { BulkMove, KeySelection } from "@/lib/services/access-keys/selection";
import type { BulkResult } from "@/lib/services/keys/bulk";
import { keyCount } from "../_clean-up/clean-up-actions";
import { SkippedKeys } from "../_clean-up/skipped-keys";
import { readSelection } from "./actions";
import { BULK_ACTS, type KeysPicked, skipWords } from "./bulk-acts";
import { BulkEvidence } from "./bulk-evidence";
import { useKeyDesk } from "./key-desk";

type Props = { move: BulkMove; picked: KeysPicked; open: boolean; onClose: () => void; onDone: () => void };
type Outcome = { result: BulkResult; receipt: Receipt | null };

/** One act on many keys: what it takes and who uses them before, what was done and what was skipped after. */
export function BulkDialog({ move, picked, open, onClose, onDone }: Props) {
  const { setting } = useKeyDesk();
  const router = useRouter();
  const [reason, setReason] = useState("");
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { busy, problem, submit } = useSubmit();
  const { read: facts, again } = useRead(picked, () => readSelection(picked));

  const act = BULK_ACTS[move];
  const known = facts === null || facts === "failed" ? null : facts;
  const cuts = move === "revoke" || move === "delete";
  const knowing = useKnowing(cuts ? (known?.risk ?? null) : "idle", reason === "leaked");
  const unreasoned = move === "revoke" && !reason ? NO_REASON : null;
  const names = new Map(known?.keys.map((key) => [key.id, key.name]));

  async function run() {
    const ids = known!.keys.map((key) => key.id);
    const done = await submit((idempotencyKey) =>
      act.action(move === "revoke" ? { ids, reason } : { ids }, idempotencyKey),
    );
    if (!done) return;
    setOutcome({ result: done.value, receipt: done.receipt });
    onDone();
    router.refresh();
  }
  return (
    <ConsequenceDialog
      size="md"
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={known ? `${act.verb} ${keyCount(known.keys.length)}?` : `${act.verb} keys?`}
      consequences={known?.keys.length === 1 ? act.consequences.one : act.consequences.many}
      confirmLabel={known ? `${act.verb} ${keyCount(known.keys.length)}` : act.verb}
      tone={act.tone}
      onConfirm={run}
      busy={busy}
      sleeping={whyAsleep(facts, act.verb, move) ?? knowing.sleeping ?? unreasoned}
      outcome={
        outcome && {
          title: `${keyCount(outcome.result.done.length)} ${act.done}`,
          children: (
            <div className="grid gap-4">
              <SkippedKeys skipped={outcome.result.skipped} names={names} words={skipWords} />
              {outcome.receipt && outcome.result.done.length > 0 ? (
                <WithdrawalReceipt receipt={outcome.receipt} />
              ) : null}
            </div>
          ),
        }
      }
    >
      <form noValidate onSubmit={(event) => event.preventDefault()} className="grid gap-4">
        <FormProblem problem={problem} />
        {known ? <Which facts={known} move={move} /> : null}
        {move === "enable" ? null : <BulkEvidence facts={facts} now={setting.now} onAgain={again} />}
        {move === "revoke" ? (
          <SelectField
            label="Reason"
            name="reason"
            required
            options={REVOKE_OPTIONS}
            value={reason}
            aria-disabled={busy || undefined}
            // What is under way has its reason.
            onChange={(event) => busy || setReason(event.target.value)}
            hint="It stands in the history of each key."
            error={problem?.fields.reason}
          />
        ) : null}
        {knowing.box}
      </form>
    </ConsequenceDialog>
  );
}

const NAMED = 6;

function Which({ facts, move }: { facts: KeySelection; move: BulkMove }) {
  const { keys, total, open } = facts;
  const closed = keys.length - open[move];
  return (
    <div className="grid gap-1.5">
      <p className="wrap-anywhere">
        {keys.slice(0, NAMED).map((key, index) => (
          <span key={key.id}>
            {index > 0 ? ", " : ""}
            <Bdi className="font-strong">{key.name}</Bdi>
          </span>
        ))}
        {keys.length > NAMED ? ` and ${(keys.length - NAMED).toLocaleString("en")} more.` : "."}
      </p>
      {total > keys.length ? (
        <p>
          One go takes at most {keys.length.toLocaleString("en")}: these are the first of{" "}
          {total > COUNT_LIMIT ? `more than ${COUNT_LIMIT.toLocaleString("en")}` : total.toLocaleString("en")}
          , by name. Do it again for the rest.
        </p>
      ) : null}
      {closed > 0 ? (
        <p className="text-soft">
          {keyCount(closed)} will be skipped, since this is not open to {closed === 1 ? "it" : "them"}; you
          will be told why.
        </p>
      ) : null}
    </div>
  );
}

function whyAsleep(facts: KeySelection | "failed" | null, verb: string, move: BulkMove): string | null {
  if (facts === null) return "The keys are being read.";
  if (facts === "failed") return "The keys could not be read. Try again above.";
  if (facts.keys.length === 0) return "None of these keys is there any more.";
  return facts.open[move] === 0 ? `There is nothing to ${verb.toLowerCase()} among these keys.` : null;
}
