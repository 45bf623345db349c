"use client";
import { Bdi } from "@/components/ui/bdi";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import { ADOPTION_GRACE_DAYS } from "@/lib/domain/key-sets/adoption";

type Props = {
  name: string;
  /** Null while they are being counted. */
  lines: string[] | null;
  onConfirm: () => void;
  onClose: () => void;
};

/** Asks before existing key sets get other dates. */
export function AdoptDialog({ name, lines, onConfirm, onClose }: Props) {
  return (
    <ConsequenceDialog
      open
      onOpenChange={(next) => next || onClose()}
      title={
        <>
          Save <Bdi>{name}</Bdi>, and let existing key sets adopt it now?
        </>
      }
      consequences={[
        ...(lines ?? ["Counting what it does to them…"]),
        `No key expires earlier than in ${ADOPTION_GRACE_DAYS} days, unless it would have anyway.`,
        "There is no undo: another edit sets other dates.",
      ]}
      confirmLabel="Save and adopt now"
      tone="primary"
      sleeping={lines === null ? "What it does to them is being counted." : null}
      onConfirm={onConfirm}
    />
  );
}
