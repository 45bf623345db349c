"use client";
import { useState } from "react";
import { toMs, utcDay } from "@/components/ui/format-time";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { SelectField } from "@/components/ui/select-field";
import { OVERLAP_LABELS } from "@/lib/domain/keys/overlap";
import { firstRotation, ownScheduleRefusal } from "@/lib/domain/keys/own-schedule";
import { REFUSAL_MESSAGES } from "@/lib/messages";
import { everyLabel, OWN_OVERLAPS, scheduleOptions } from "./own-schedule";

type Life = { activatedAt: Date; expiresAt: Date | null };
type Props = {
  /** Of the secret that the schedule counts from. */
  life: Life;
  /** The server's present. */
  now: Date;
  everyDays?: number | null;
  overlapHours?: number | null;
  errors: Partial<Record<string, string>>;
};

/** Automatic rotation: every how many days, and how long the old secret works beside the new one. */
export function RotationFields({ life, now, everyDays = null, overlapHours = null, errors }: Props) {
  const [every, setEvery] = useState(everyDays === null ? "never" : String(everyDays));
  const [overlap, setOverlap] = useState(String(overlapHours ?? 168));
  const chosen = every === "never" ? null : { everyDays: Number(every), overlapHours: Number(overlap) };
  const refusal = chosen && ownScheduleRefusal(life, chosen);
  return (
    <div className="grid grid-cols-1 gap-5">
      <SelectField
        label="Automatic rotation"
        name="rotateEveryDays"
        options={scheduleOptions(life, everyDays)}
        value={every}
        onChange={(event) => setEvery(event.target.value)}
        error={errors.rotateEveryDays ?? (refusal ? REFUSAL_MESSAGES[refusal].sentence : null)}
        hint={
          chosen && !refusal
            ? `${everyLabel(chosen.everyDays)}, first ${first(life, chosen.everyDays, now)}. The new secret is kept sealed until somebody reveals it on the key’s page, and the old one works at least until then.`
            : "Every 90 days is good practice. Without it, somebody has to rotate the key by hand."
        }
      />
      {chosen ? (
        <SegmentedControl
          legend="After that, keep the old secret working for"
          name="rotateOverlapHours"
          options={overlapOptions(overlapHours)}
          value={overlap}
          onChange={setOverlap}
          hint="Counted from when the new secret is collected."
          error={errors.rotateOverlapHours}
        />
      ) : null}
    </div>
  );
}

function first(life: Life, everyDays: number, now: Date): string {
  const at = firstRotation(life, everyDays, new Date(toMs(now)));
  return toMs(at) <= toMs(now) ? "at once, since its secret is older than that" : `on ${utcDay(at)}`;
}

function overlapOptions(present: number | null) {
  const others = present !== null && !OWN_OVERLAPS.includes(String(present)) ? [String(present)] : [];
  const label = (hours: string) =>
    Object.hasOwn(OVERLAP_LABELS, hours) ? OVERLAP_LABELS[hours as "24"] : `${hours} hours`;
  return [...others, ...OWN_OVERLAPS].map((value) => ({ value, label: label(value) }));
}
