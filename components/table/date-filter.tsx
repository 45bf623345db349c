"use client";
import { useId } from "react";
import { cx } from "../ui/class-names";
import { utcDay } from "../ui/format-time";
import { Popover } from "../ui/popover";
import { FilterChip } from "./filter-chip";

export type DayRange = { from: string | null; to: string | null };
type Props = {
  label: string;
  /** Days as in 2026-03-31, in UTC, both included. */
  range: DayRange;
  onRange: (range: DayRange) => void;
  /** Ready-made answers, one at a time, in place of a range. */
  presets?: { value: string; label: string }[];
  preset?: string | null;
  onPreset?: (preset: string | null) => void;
};

/** A filter by date, behind a chip: from a day, to a day, or one of the ready-made spans. */
export function DateFilter({ label, range, onRange, presets = [], preset = null, onPreset }: Props) {
  const chosen = presets.find(({ value }) => value === preset)?.label;
  const words = [chosen, rangeWords(range)].filter(Boolean).join(", ");
  return (
    <FilterChip
      label={label}
      words={words || null}
      onClear={() => {
        if (preset !== null) onPreset?.(null);
        if (range.from !== null || range.to !== null) onRange({ from: null, to: null });
      }}
      opens={(trigger) => (
        <Popover trigger={trigger} label={label}>
          <div className="grid gap-3">
            {presets.length > 0 ? (
              <fieldset className="flex flex-wrap gap-1.5">
                <legend className="sr-only">{label}</legend>
                {presets.map(({ value, label: words }) => (
                  <button
                    key={value}
                    type="button"
                    aria-pressed={preset === value}
                    onClick={() => onPreset?.(preset === value ? null : value)}
                    className={cx(
                      "h-7 rounded-full border px-2.5 text-xs",
                      preset === value
                        ? "border-brass-edge bg-brass-wash font-strong"
                        : "border-line text-soft hover:text-ink",
                    )}
                  >
                    {words}
                  </button>
                ))}
              </fieldset>
            ) : null}
            <Day label="From" value={range.from} onChange={(from) => onRange({ ...range, from })} />
            <Day label="To" value={range.to} onChange={(to) => onRange({ ...range, to })} />
            <p className="text-faint text-xs">Days in UTC, both included.</p>
          </div>
        </Popover>
      )}
    />
  );
}

function Day({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string | null;
  onChange: (day: string | null) => void;
}) {
  const id = useId();
  return (
    <div className="grid grid-cols-[3rem_1fr] items-center gap-2">
      <label htmlFor={id} className="text-soft">
        {label}
      </label>
      <input
        id={id}
        type="date"
        value={value ?? ""}
        onChange={(event) => onChange(event.target.value || null)}
        className="control h-8 w-full min-w-0 px-2 text-sm max-sm:h-10 max-sm:text-base"
      />
    </div>
  );
}

function rangeWords({ from, to }: DayRange): string | null {
  if (from && to) return from === to ? utcDay(from) : `${utcDay(from)} – ${utcDay(to)}`;
  if (from) return `from ${utcDay(from)}`;
  return to ? `until ${utcDay(to)}` : null;
}
