"use client";
import { useState } from "react";
import { FormProblem } from "@/app/(console)/keys/_access-keys/form-problem";
import { newIdempotencyKey } from "@/app/(console)/keys/_access-keys/idempotency-key";
import { useSubmit } from "@/app/(console)/keys/_access-keys/use-submit";
import { focusNextRow } from "@/components/table/focus-next-row";
import { announce } from "@/components/ui/announcer";
import { Bdi } from "@/components/ui/bdi";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import type { OutpostSummary } from "@/lib/services/outposts/list";
import { removeOneOutpost } from "./actions";

type Props = { outpost: OutpostSummary; refresh: () => Promise<void>; open: boolean; onClose: () => void };

/** Takes an Outpost off the list, and its token with it. */
export function RemoveOutpostDialog({ outpost, refresh, open, onClose }: Props) {
  const [idempotencyKey] = useState(newIdempotencyKey);
  const { busy, problem, submit } = useSubmit();
  async function confirm() {
    const done = await submit(() => removeOneOutpost({ id: outpost.id }, idempotencyKey));
    if (!done) return;
    announce(`${outpost.name} has been removed`);
    focusNextRow(outpost.id);
    onClose();
    void refresh();
  }
  return (
    <ConsequenceDialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={
        <>
          Remove <Bdi>{outpost.name}</Bdi>?
        </>
      }
      consequences={[
        "Its token is worthless at once.",
        "Where it still runs, it lets nobody in from the moment it hears of this: at once, or after a day at most if it is cut off from the hub.",
        "What it has counted stays in the usage of your keys, and the removal in the audit log.",
      ]}
      confirmLabel="Remove Outpost"
      busy={busy}
      onConfirm={confirm}
    >
      <FormProblem problem={problem} />
    </ConsequenceDialog>
  );
}
