"use client";
import { type FormEvent, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Checkbox } from "@/components/ui/checkbox";
import { toMs, utcDay } from "@/components/ui/format-time";
import { SelectField } from "@/components/ui/select-field";
import { Evidence } from "./evidence";
import { EXPIRY_OPTIONS } from "./expiry-options";
import { FormProblem } from "./form-problem";
import type { KeySubject } from "./key-subject";
import type { Problem } from "./use-submit";

type Props = {
  id: string;
  subject: KeySubject;
  now: Date;
  problem: Problem | null;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
};
const DAY_MS = 86_400_000;

/** Change Expiry Date and Expiry; an expired key needs another expiry, so there the box is ticked. */
export function RegenerateKeyForm({ id, subject, now, problem, onSubmit }: Props) {
  const [change, setChange] = useState(subject.status === "expired");
  const [expiry, setExpiry] = useState("90");
  const days = EXPIRY_OPTIONS.find((option) => option.value === expiry)?.days;
  return (
    <form id={id} noValidate onSubmit={onSubmit} className="grid grid-cols-1 gap-5">
      <FormProblem problem={problem} />
      <Alert kind="warning" title="The old secret stops working at once">
        Programs that use it are refused until they get the new one. Do it at low traffic, with the place
        where the secret is kept open and ready.
      </Alert>
      <Evidence subject={subject} now={now} />
      <Checkbox
        label="Change Expiry Date"
        checked={change}
        onChange={(event) => setChange(event.target.checked)}
        note={
          subject.expiresAt === null
            ? "Otherwise it still never expires."
            : subject.status === "expired"
              ? `It ended on ${utcDay(subject.expiresAt)}: choose another.`
              : `Otherwise it still ends on ${utcDay(subject.expiresAt)}.`
        }
      />
      {change ? (
        <SelectField
          label="Expiry"
          name="expiration"
          options={EXPIRY_OPTIONS}
          value={expiry}
          onChange={(event) => setExpiry(event.target.value)}
          hint={
            days == null
              ? "It works until somebody revokes it. Choose a date where you can."
              : `Ends on ${utcDay(toMs(now) + days * DAY_MS)}.`
          }
          error={problem?.fields.expiration}
        />
      ) : null}
    </form>
  );
}
