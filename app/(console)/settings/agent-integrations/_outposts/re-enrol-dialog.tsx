"use client";
import { useState } from "react";
import { FormProblem } from "@/app/(console)/keys/_access-keys/form-problem";
import { newIdempotencyKey } from "@/app/(console)/keys/_access-keys/idempotency-key";
import { useSubmit } from "@/app/(console)/keys/_access-keys/use-submit";
import { Bdi } from "@/components/ui/bdi";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import type { OutpostSummary } from "@/lib/services/outposts/list";
import { enrolOutpostAnew } from "./actions";
import { type Enrolled, TokenDialog, type TokenSetting } from "./token-dialog";

type Props = TokenSetting & { outpost: OutpostSummary; open: boolean; onClose: () => void };

/** Another token for the same Outpost: where the old one was lost, or may have leaked. */
export function ReEnrolDialog({ outpost, open, onClose, ...setting }: Props) {
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [enrolled, setEnrolled] = useState<Enrolled | null>(null);
  const { busy, problem, submit } = useSubmit();
  async function confirm() {
    const done = await submit(() => enrolOutpostAnew({ id: outpost.id }, idempotencyKey));
    if (!done) return;
    setEnrolled(done.value);
    void setting.refresh();
  }
  if (enrolled) return <TokenDialog {...setting} {...{ enrolled, open, onClose }} title="A new token" />;
  return (
    <ConsequenceDialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={
        <>
          Re-enrol <Bdi>{outpost.name}</Bdi>?
        </>
      }
      consequences={[
        "The token that it has now is worthless at once.",
        "You get a new one, shown once. The Outpost lets nobody in until you start it with that.",
        "Its name, its environment and its counts stay.",
      ]}
      confirmLabel="Re-enrol Outpost"
      busy={busy}
      onConfirm={confirm}
    >
      <FormProblem problem={problem} />
    </ConsequenceDialog>
  );
}
