"use client";
import { Checkbox } from "@/components/ui/checkbox";
import { TextField } from "@/components/ui/text-field";
import type { FieldErrors } from "@/lib/contracts/answer";
import type { PolicyDraft } from "./draft";
import { PeriodField } from "./period-field";

type Props = { draft: PolicyDraft; onChange: (draft: PolicyDraft) => void; errors: FieldErrors };

/** When keys expire and rotate, and what people may do by hand. */
export function PolicyFields({ draft, onChange, errors }: Props) {
  const set = <Name extends keyof PolicyDraft>(name: Name, value: PolicyDraft[Name]) =>
    onChange({ ...draft, [name]: value });
  const rotates = draft.rotation.unit !== "never";
  return (
    <>
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <PeriodField
          legend="Expiration"
          name="expiration"
          hint="The longest time that a key works."
          never="never"
          value={draft.expiration}
          onChange={(value) => set("expiration", value)}
          error={errors.expiration}
        />
        <PeriodField
          legend="Rotation"
          name="rotation"
          hint="The time after which the next key takes over by itself."
          never="never"
          value={draft.rotation}
          onChange={(value) => set("rotation", value)}
          error={errors.rotation}
        />
        <TextField
          label="Overlap, in days"
          name="overlapDays"
          inputMode="numeric"
          autoComplete="off"
          value={draft.overlapDays}
          onChange={(event) => set("overlapDays", event.target.value)}
          hint={
            rotates
              ? "How long the old key works beside the new one: 0 to 30. With 0 it stops at once."
              : "Counts only where keys rotate."
          }
          error={errors.overlapDays}
        />
        <TextField
          label="Notice, in days before"
          name="notifyDays"
          inputMode="text"
          autoComplete="off"
          optional
          placeholder="14, 3"
          value={draft.notifyDays}
          onChange={(event) => set("notifyDays", event.target.value)}
          hint="How many days before a rotation or an expiration people are told. Up to five numbers, with commas."
          error={errors.notifyDays}
        />
      </div>
      <div className="grid gap-3">
        <Checkbox
          name="manualRegeneration"
          label="Manual regeneration"
          note="Regenerate Key is open to whoever may: the old key stops at once, a new one is issued."
          checked={draft.manualRegeneration}
          onChange={(event) => set("manualRegeneration", event.target.checked)}
        />
        <Checkbox
          name="retrievable"
          label="Retrievable credentials"
          note="Retrieve Credentials shows them again and again, and each reading is in the audit log. Switched off, each secret is shown once."
          checked={draft.retrievable}
          onChange={(event) => set("retrievable", event.target.checked)}
        />
      </div>
    </>
  );
}
