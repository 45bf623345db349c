"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import { useWithdrawal } from "@/app/(console)/_dialogs/use-withdrawal";
import { Bdi } from "@/components/ui/bdi";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import { counted } from "@/components/ui/counted";
import { TextAreaField } from "@/components/ui/text-field";
import { suspendOneApplication } from "../actions";
import { type AffectedKeySet, KeySetNames } from "./key-set-names";

type Props = {
  application: { id: string; name: string };
  keySets: AffectedKeySet[];
  now: Date;
  onClose: () => void;
};

/** Asks before an application is suspended: which key sets stop with it, and what their programs will hear. */
export function SuspendDialog({ application, keySets: fresh, now, onClose }: Props) {
  const router = useRouter();
  // As they were when it opened: behind the receipt the page already has them suspended.
  const [keySets] = useState(fresh);
  const [reason, setReason] = useState("");
  const name = <Bdi>{application.name}</Bdi>;
  const stopping = keySets.filter(({ status }) => status === "active");
  const waiting = keySets.filter(({ status }) => status === "pending");
  const individually = keySets.filter((set) => set.suspendedIndividually);
  const { busy, problem, withdraw, outcome } = useWithdrawal({
    title: <>{name} is suspended</>,
    already: "It had been suspended already.",
    note:
      stopping.length === 0
        ? "It had no key set that worked."
        : `${counted(stopping.length, "key set")} stopped with it. Activating the application lets them work again.`,
  });
  async function suspend(event?: FormEvent) {
    event?.preventDefault();
    const done = await withdraw((idempotencyKey) =>
      suspendOneApplication({ id: application.id, reason }, idempotencyKey),
    );
    if (done) router.refresh();
  }
  return (
    <ConsequenceDialog
      open
      size="md"
      onOpenChange={(open) => open || onClose()}
      title={<>Suspend {name}?</>}
      consequences={[
        <StoppingSets key="sets" stopping={stopping} now={now} />,
        stopping.length > 0
          ? "Their programs are refused: with 401 where an Outpost stands before the API, and your APIs are told suspended. Tokens that they hold end as well."
          : "Nothing that calls today is cut off.",
        ...(individually.length > 0
          ? [
              `${counted(individually.length, "key set")} that somebody had suspended individually ${individually.length === 1 ? "stays" : "stay"} so. Before the application is activated, you will be asked about ${individually.length === 1 ? "it" : "them"}.`,
            ]
          : []),
        waiting.length > 0
          ? `${counted(waiting.length, "key set")} that ${waiting.length === 1 ? "waits" : "wait"} for approval cannot be activated until the application is, and no subscription of it can be approved.`
          : "No subscription of it can be approved, and no key set activated, until the application is.",
      ]}
      confirmLabel="Suspend application"
      onConfirm={suspend}
      busy={busy}
      outcome={outcome}
    >
      <form method="post" noValidate onSubmit={suspend} className="grid grid-cols-1 gap-4">
        <FormProblem problem={problem} />
        <TextAreaField
          label="Reason"
          name="reason"
          optional
          maxLength={300}
          hint="Whoever opens the application reads it."
          error={problem?.fields.reason}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </form>
    </ConsequenceDialog>
  );
}

function StoppingSets({ stopping, now }: { stopping: AffectedKeySet[]; now: Date }) {
  if (stopping.length === 0) return "None of its key sets works at the moment.";
  return (
    <div className="grid gap-2">
      <p>
        {stopping.length === 1
          ? "Its key set is suspended with it, at once:"
          : `${counted(stopping.length, "key set")} are suspended with it, at once:`}
      </p>
      <KeySetNames label="Key sets that are suspended with it" keySets={stopping} now={now} />
    </div>
  );
}
