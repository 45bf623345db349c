"use client";
import { useState } from "react";
import { FormProblem } from "@/app/(console)/keys/_access-keys/form-problem";
import { newIdempotencyKey } from "@/app/(console)/keys/_access-keys/idempotency-key";
import { useSubmit } from "@/app/(console)/keys/_access-keys/use-submit";
import { Bdi } from "@/components/ui/bdi";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import type { OutpostList, OutpostSummary } from "@/lib/services/outposts/list";
import type { ResetOutpost } from "@/lib/services/outposts/reset";
import { resetEveryOutpost, resetOneOutpost } from "./actions";
import { CatchUp } from "./catch-up";
import { ResetReceipts } from "./reset-receipts";

type Props = {
  /** Null = every one. */
  outpost: OutpostSummary | null;
  list: OutpostList;
  open: boolean;
  onClose: () => void;
};

/** Has Outposts begin anew, and shows their receipts as they arrive. */
export function ResetDialog({ outpost, list, open, onClose }: Props) {
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [reset, setReset] = useState<ResetOutpost[] | null>(null);
  const { busy, problem, submit } = useSubmit();
  async function confirm() {
    const done = await submit(() =>
      outpost ? resetOneOutpost({ id: outpost.id }, idempotencyKey) : resetEveryOutpost({}, idempotencyKey),
    );
    if (done) setReset(done.value.outposts);
  }
  const count = list.outposts.length;
  return (
    <ConsequenceDialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={
        outpost ? (
          <>
            Reset <Bdi>{outpost.name}</Bdi>?
          </>
        ) : (
          "Reset Outposts to use the current signing key?"
        )
      }
      consequences={[
        outpost
          ? "It drops all that it knows of keys, revocations and the signing key, and fetches it anew."
          : `${count === 1 ? "The one Outpost drops all that it knows" : `All ${count} Outposts drop all that they know`} of keys, revocations and the signing key, and fetch it anew.`,
        "Each answers with a receipt, which arrives here.",
        "Keys and tokens that are good stay good.",
      ]}
      tone="primary"
      confirmLabel={outpost ? "Reset Outpost" : "Reset Outposts"}
      busy={busy}
      onConfirm={confirm}
      outcome={
        reset && {
          title: "Reset",
          children: (
            <div className="grid gap-3">
              <ResetReceipts reset={reset} list={list} />
              <CatchUp what="fetch the new state" />
            </div>
          ),
        }
      }
    >
      <FormProblem problem={problem} />
    </ConsequenceDialog>
  );
}
