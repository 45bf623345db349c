"use client";
import { type ReactNode, useId } from "react";
import { cx } from "./class-names";
import { FieldError } from "./field";

export type SegmentedOption = {
  value: string;
  label: ReactNode;
  /** It cannot be chosen now; `hint` or a note beside the control says why. */
  sleeping?: boolean;
};
type Props = {
  legend: ReactNode;
  name: string;
  options: SegmentedOption[];
  value?: string;
  defaultValue?: string;
  onChange?: (value: string) => void;
  hint?: ReactNode;
  error?: string | null;
  hideLegend?: boolean;
  className?: string;
};

/** A few exclusive choices side by side: native radio buttons in a fieldset. */
export function SegmentedControl(props: Props) {
  const { legend, name, options, value, defaultValue, onChange, hint, error, hideLegend, className } = props;
  const id = useId();
  const many = options.length > 4;
  return (
    <fieldset className={cx("grid gap-1.5", className)} aria-describedby={hint ? `${id}-hint` : undefined}>
      <legend className={cx("font-strong", hideLegend ? "sr-only" : "mb-1.5")}>{legend}</legend>
      <div
        className={cx(
          "grid auto-cols-fr grid-flow-col overflow-hidden rounded-md border border-edge/60 bg-surface max-[24rem]:grid-flow-row",
          many && "max-sm:grid-flow-row",
        )}
      >
        {options.map((option) => (
          <label
            key={option.value}
            className={cx(
              "not-first:border-line relative flex h-9 items-center justify-center px-3 text-center text-soft hover:bg-hover not-first:border-l has-checked:bg-brass-wash has-checked:font-strong has-checked:text-ink has-disabled:cursor-not-allowed has-disabled:bg-sunk has-disabled:text-faint has-disabled:line-through has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:-outline-offset-2 max-[24rem]:not-first:border-t max-[24rem]:not-first:border-l-0",
              many && "max-sm:not-first:border-t max-sm:not-first:border-l-0",
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              disabled={option.sleeping}
              checked={value === undefined ? undefined : value === option.value}
              defaultChecked={value === undefined ? defaultValue === option.value : undefined}
              onChange={() => onChange?.(option.value)}
              aria-invalid={error ? true : undefined}
              className="absolute inset-0 appearance-none opacity-0"
            />
            {option.label}
          </label>
        ))}
      </div>
      {hint ? (
        <div id={`${id}-hint`} className="text-faint text-xs">
          {hint}
        </div>
      ) : null}
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  );
}
