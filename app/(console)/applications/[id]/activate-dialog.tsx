"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ProblemAlert } from "@/app/_answers/problem-alert";
import { useSubmit } from "@/app/_answers/use-submit";
import { Bdi } from "@/components/ui/bdi";
import { Checkbox } from "@/components/ui/checkbox";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import { counted } from "@/components/ui/counted";
import { isolated } from "@/components/ui/isolated";
import { toast } from "@/components/ui/toast";
import { activateOneApplication } from "../actions";
import { type AffectedKeySet, KeySetNames } from "./key-set-names";

type Props = {
  application: { id: string; name: string };
  keySets: AffectedKeySet[];
  now: Date;
  onClose: () => void;
};

/**
 * Asks before an application is activated: which key sets work again with it. Those that somebody had suspended one by
 * one are named, and go along unless that is unticked.
 */
export function ActivateDialog({ application, keySets, now, onClose }: Props) {
  const router = useRouter();
  const [alsoIndividual, setAlsoIndividual] = useState(true);
  const { busy, problem, submit } = useSubmit();
  const individually = keySets.filter((set) => set.suspendedIndividually);
  const returning = keySets.filter((set) => set.status === "suspended" && !set.suspendedIndividually);
  const waiting = keySets.filter(({ status }) => status === "pending");

  async function activate() {
    const { id } = application;
    if (!(await submit((idempotencyKey) => activateOneApplication({ id, alsoIndividual }, idempotencyKey))))
      return;
    onClose();
    toast(`${isolated(application.name)} is active again`);
    router.refresh();
  }
  return (
    <ConsequenceDialog
      open
      size="md"
      tone="primary"
      onOpenChange={(open) => open || onClose()}
      title={
        <>
          Activate <Bdi>{application.name}</Bdi>?
        </>
      }
      consequences={[
        <ReturningSets key="sets" returning={returning} now={now} />,
        ...(waiting.length > 0
          ? [
              `${counted(waiting.length, "key set")} still ${waiting.length === 1 ? "waits" : "wait"} for approval.`,
            ]
          : []),
        "Nothing has to be set up again: the credentials are the same as before.",
      ]}
      confirmLabel="Activate application"
      onConfirm={activate}
      busy={busy}
    >
      {individually.length > 0 ? (
        <div className="grid gap-2.5 rounded-lg border border-line bg-paper p-3.5">
          <Checkbox
            name="alsoIndividual"
            checked={alsoIndividual}
            onChange={(event) => setAlsoIndividual(event.target.checked)}
            label="Also activate these"
            note="Somebody had suspended them individually. Untick it, and they stay suspended."
          />
          <div className="pl-6.5">
            <KeySetNames label="Suspended individually" keySets={individually} now={now} />
          </div>
        </div>
      ) : null}
      <ProblemAlert problem={problem} />
    </ConsequenceDialog>
  );
}

function ReturningSets({ returning, now }: { returning: AffectedKeySet[]; now: Date }) {
  if (returning.length === 0) return "No other key set of it is there to work again.";
  return (
    <div className="grid gap-2">
      <p>
        {returning.length === 1
          ? "Its key set works again at once:"
          : `${counted(returning.length, "key set")} work again at once:`}
      </p>
      <KeySetNames label="Key sets that work again" keySets={returning} now={now} />
    </div>
  );
}
