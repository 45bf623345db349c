"use client";
import { adoptionLines } from "@/components/policies/adoption-words";
import { ADOPTION_LABELS, ADOPTIONS, type Adoption } from "@/lib/domain/key-sets/policy";
import type { AdoptionEffects } from "@/lib/services/policy-templates/adoption";

type Props = {
  value: Adoption;
  onChange: (value: Adoption) => void;
  /** Null while they are being counted. */
  told: AdoptionEffects | null;
  /** They could not be counted. */
  failed: boolean;
};

/** Where nobody can say how many key sets a policy would touch. */
export const UNCOUNTED = "What it does to them could not be counted: the hub did not answer.";

/** What becomes of the key sets that were made by the template, and what each way would do to them. */
export function ExistingField({ value, onChange, told, failed }: Props) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-strong">Existing key sets</legend>
      <div className="border-line border-t" aria-busy={(told === null && !failed) || undefined}>
        {ADOPTIONS.map((how) => (
          <label key={how} className="flex items-start gap-3 border-line border-b py-2.5">
            <input
              type="radio"
              name="existing"
              value={how}
              checked={value === how}
              onChange={() => onChange(how)}
              className="radio mt-0.5 size-4 shrink-0"
            />
            <span className="grid min-w-0 gap-0.5">
              <span className="font-strong">{ADOPTION_LABELS[how]}</span>
              <span className="text-soft text-xs">
                {told
                  ? adoptionLines(how, told.effects[how], told.keySets).join(" ")
                  : failed
                    ? UNCOUNTED
                    : "Counting…"}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
