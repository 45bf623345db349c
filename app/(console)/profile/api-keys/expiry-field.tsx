"use client";
import { useState } from "react";
import { firstChoice } from "@/app/(console)/keys/_issue/expiry-options";
import { LifetimeNote } from "@/components/keys/lifetime-note";
import { toMs, utcDay } from "@/components/ui/format-time";
import { SelectField } from "@/components/ui/select-field";
import { useApiKeysDesk } from "./api-keys-desk";
import { personalExpiryOptions } from "./personal-expiry-options";

const DAY_MS = 86_400_000;

/** Expires: a number of days, with the day it comes to. What the workspace forbids sleeps, and a note says who can wake it. */
export function ExpiryField({ error }: { error?: string }) {
  const { now, lifetime } = useApiKeysDesk().setting;
  const options = personalExpiryOptions(lifetime);
  const [days, setDays] = useState(() => firstChoice(options));
  const asleep = options.filter(({ sleeping }) => sleeping).map(({ label }) => label);
  return (
    <div className="grid gap-1.5">
      <SelectField
        label="Expires"
        name="expiration"
        options={options}
        value={days}
        onChange={(event) => setDays(event.target.value)}
        hint={`Ends on ${utcDay(toMs(now) + Number(days) * DAY_MS)}, counted from now in UTC.`}
        error={error}
      />
      <LifetimeNote labels={asleep} rulers={lifetime.rulers} />
    </div>
  );
}
