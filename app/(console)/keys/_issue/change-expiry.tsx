"use client";
import { useState } from "react";
import type { ExpirationOption } from "@/components/keys/expiration-field";
import { LifetimeNote } from "@/components/keys/lifetime-note";
import { Checkbox } from "@/components/ui/checkbox";
import { toMs, utcDay } from "@/components/ui/format-time";
import { SelectField } from "@/components/ui/select-field";
import { type LifetimeRule, lifeRefusal } from "@/lib/domain/keys/expiry";
import { firstChoice } from "./expiry-options";

type Props = {
  /** When the key ends now; null = never. */
  expiresAt: Date | null;
  expired: boolean;
  now: Date;
  options: ExpirationOption[];
  /** What the workspace allows, and who can allow more. */
  lifetime: LifetimeRule & { rulers: string[] };
  error?: string;
};
const DAY_MS = 86_400_000;

/** Change Expiry Date and Expiry (`expiration` in the form). Ticked where the expiry cannot be kept: it is past, or longer than allowed. */
export function ChangeExpiry({ expiresAt, expired, now, options, lifetime, error }: Props) {
  const tooLong = lifeRefusal(expiresAt, now, lifetime) !== null;
  const [change, setChange] = useState(expired || tooLong);
  const [expiry, setExpiry] = useState(() => firstChoice(options));
  const days = options.find((option) => option.value === expiry)?.days;
  const asleep = options.filter((option) => option.sleeping).map((option) => option.label);
  return (
    <>
      <Checkbox
        label="Change Expiry Date"
        checked={change}
        onChange={(event) => setChange(event.target.checked)}
        note={noteOn(expiresAt, expired, tooLong)}
      />
      {change ? (
        <div className="grid gap-1.5">
          <SelectField
            label="Expiry"
            name="expiration"
            options={options}
            value={expiry}
            onChange={(event) => setExpiry(event.target.value)}
            hint={
              days == null
                ? "It works until somebody revokes it. Choose a date where you can."
                : `Ends on ${utcDay(toMs(now) + days * DAY_MS)}.`
            }
            error={error}
          />
          <LifetimeNote labels={asleep} rulers={lifetime.rulers} />
        </div>
      ) : null}
    </>
  );
}

function noteOn(expiresAt: Date | null, expired: boolean, tooLong: boolean): string {
  if (expiresAt === null)
    return tooLong
      ? "It never expires, which this workspace does not allow any more: choose a date."
      : "Otherwise it still never expires.";
  const day = utcDay(expiresAt);
  if (expired) return `It ended on ${day}: choose another.`;
  return tooLong
    ? `It ends on ${day}, later than this workspace allows by now: choose another.`
    : `Otherwise it still ends on ${day}.`;
}
