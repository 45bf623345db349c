"use client";
import type { ReactNode } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { CLEAN_UP_CHOICES, CLEAN_UP_LABELS, type CleanUpChoice } from "@/lib/domain/keys/clean-up";
import type { CleanUpPlan } from "@/lib/services/keys/clean-up";

type Counts = CleanUpPlan["counts"];
type Props = {
  counts: Counts | null;
  choices: readonly CleanUpChoice[];
  onChoose: (choice: CleanUpChoice, ticked: boolean) => void;
};
const n = (count: number) => count.toLocaleString("en");

const NOTES: Record<CleanUpChoice, (counts: Counts | null) => ReactNode> = {
  expired: () => "Past their expiration.",
  revoked: (counts) =>
    counts
      ? `${n(counts.withdrawn)} revoked, ${n(counts.disabled)} disabled.`
      : "Withdrawn for good, or for a while.",
  both: () => "In both of the above. Cannot be combined with them.",
};

/** The three boxes, each with how many keys it takes at this moment. */
export function CleanUpChoices({ counts, choices, onChoose }: Props) {
  return (
    <fieldset className="grid border-line border-y">
      <legend className="sr-only">Keys to remove</legend>
      {CLEAN_UP_CHOICES.map((choice) => (
        <div key={choice} className="flex items-start gap-4 border-line py-2.5 not-first:border-t">
          <Checkbox
            className="min-w-0 flex-1"
            label={
              <>
                {CLEAN_UP_LABELS[choice]}
                <span className="sr-only">{counts ? `, ${n(counts[choice])}` : ""}</span>
              </>
            }
            note={NOTES[choice](counts)}
            checked={choices.includes(choice)}
            onChange={(event) => onChoose(choice, event.target.checked)}
          />
          <span aria-hidden="true" data-count={choice} className="tabular font-strong">
            {counts ? n(counts[choice]) : "…"}
          </span>
        </div>
      ))}
    </fieldset>
  );
}
