"use client";
import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { type Instant, toMs, utcDay } from "../ui/format-time";
import { SegmentedControl } from "../ui/segmented-control";
import { LifetimeNote } from "./lifetime-note";

export type ExpirationOption = {
  value: string;
  label: string;
  days: number | null;
  /** The workspace forbids it. */
  sleeping?: boolean;
};
type Props = {
  name: string;
  options: ExpirationOption[];
  /** The server's present: dates are counted from it. */
  now: Instant;
  defaultValue?: string;
  onChange?: (value: string) => void;
  legend?: string;
  error?: string | null;
  /** Who can switch on what is asleep. */
  rulers?: string[];
};
const DAY_MS = 86_400_000;

/** How long a key lives, with the day it will end; Never is allowed, and warned about. */
export function ExpirationField(props: Props) {
  const { name, options, now, defaultValue, legend = "Expiration", error, rulers = [] } = props;
  const [value, setValue] = useState(defaultValue ?? options[0]?.value);
  const days = options.find((option) => option.value === value)?.days;
  const hint =
    days == null ? (
      <span className="flex items-start gap-1.5 text-soon">
        <TriangleAlert aria-hidden="true" className="mt-px size-3.5 shrink-0" />
        <span>A key that never expires works until somebody revokes it. Choose a date where you can.</span>
      </span>
    ) : (
      <span className="tabular">
        Ends on <span className="text-ink">{utcDay(toMs(now) + days * DAY_MS)}</span>, counted from now in
        UTC. Editing cannot change it; regenerating gives the key another, and a new secret.
      </span>
    );
  const asleep = options.filter((option) => option.sleeping).map((option) => option.label);
  return (
    <SegmentedControl
      legend={legend}
      name={name}
      options={options}
      value={value}
      onChange={(next) => {
        setValue(next);
        props.onChange?.(next);
      }}
      hint={
        <span className="grid gap-1">
          <span aria-live="polite">{hint}</span>
          <LifetimeNote labels={asleep} rulers={rulers} />
        </span>
      }
      error={error}
    />
  );
}
