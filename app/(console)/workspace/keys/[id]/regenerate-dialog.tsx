"use client";
import { useRouter } from "next/navigation";
import { FormProblem } from "@/app/_answers/form-problem";
import { useKnowing } from "@/app/(console)/_dialogs/use-knowing";
import { useWithdrawal } from "@/app/(console)/_dialogs/use-withdrawal";
import { EvidenceView, useEvidence } from "@/app/(console)/keys/_evidence/evidence";
import { Bdi } from "@/components/ui/bdi";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import { periodText } from "@/lib/domain/key-sets/period";
import type { Policy } from "@/lib/domain/key-sets/policy";
import { readKeySetUsage, regenerateKeySet } from "../actions";
import { useKeySetDesk } from "./key-set-desk";

/** *Regenerate Key*: the previous key is revoked, a new one is issued. It says so before, and what the new one inherits. */
export function RegenerateDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { subject, now } = useKeySetDesk();
  const { id, name, status, policy, nextPolicy, latest } = subject;
  const router = useRouter();
  const evidence = useEvidence(id, readKeySetUsage);
  const knowing = useKnowing(evidence.risk);
  const { busy, problem, withdraw, outcome } = useWithdrawal({
    title: (
      <>
        <Bdi>{name}</Bdi> has a new key
      </>
    ),
    already: "It had been regenerated already.",
    note: "Retrieve Credentials shows the new one. The previous key is revoked:",
  });
  async function regenerate() {
    if (await withdraw((key) => regenerateKeySet({ id, version: latest.generation }, key))) router.refresh();
  }
  return (
    <ConsequenceDialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={
        <>
          Regenerate the key of <Bdi>{name}</Bdi>?
        </>
      }
      consequences={[
        `Key ${latest.generation} is revoked at once and for good, with every older one. Programs that use it fail until they get the new one.`,
        status === "suspended"
          ? "The new key is suspended too, as this one is: it works once somebody activates it."
          : "A new key is issued and works at once. Retrieve it, and bring it to the application.",
        datesAfter(nextPolicy ?? policy),
      ]}
      confirmLabel="Regenerate Key"
      onConfirm={regenerate}
      busy={busy}
      sleeping={knowing.sleeping}
      outcome={outcome}
    >
      <EvidenceView evidence={evidence} now={now} />
      {problem || knowing.box ? (
        <div className="grid grid-cols-1 gap-4">
          <FormProblem problem={problem} />
          {knowing.box}
        </div>
      ) : null}
    </ConsequenceDialog>
  );
}

function datesAfter({ expiration, rotation }: Policy): string {
  const dates = [
    expiration && `expires ${periodText(expiration)} from now`,
    rotation && `is rotated by itself ${periodText(rotation)} from now`,
  ].filter(Boolean);
  return dates.length > 0 ? `The new key ${dates.join(" and ")}.` : "The new key never expires.";
}
