"use client";
import { useId } from "react";
import { FieldError } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import type { PeriodDraft } from "./draft";

type Props = {
  legend: string;
  name: string;
  hint: string;
  never: string;
  value: PeriodDraft;
  onChange: (value: PeriodDraft) => void;
  error?: string | null;
};

/** A number of days or months, or never. */
export function PeriodField({ legend, name, hint, never, value, onChange, error }: Props) {
  const id = useId();
  const described = [`${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const isNever = value.unit === "never";
  const rest = { "aria-describedby": described, "aria-invalid": error ? (true as const) : undefined };
  return (
    <fieldset className="grid min-w-0 gap-1.5">
      <legend className="mb-1.5 font-strong">{legend}</legend>
      <div className="grid grid-cols-[6rem_minmax(0,1fr)] gap-2">
        <TextInput
          {...rest}
          name={name}
          inputMode="numeric"
          autoComplete="off"
          className="tabular"
          aria-label={`${legend}: how many`}
          value={isNever ? "" : value.amount}
          disabled={isNever}
          onChange={(event) => onChange({ ...value, amount: event.target.value })}
        />
        <Select
          {...rest}
          name={name}
          aria-label={`${legend}: unit`}
          value={value.unit}
          options={[
            { value: "days", label: "days" },
            { value: "months", label: "months" },
            { value: "never", label: never },
          ]}
          onChange={(event) => onChange({ ...value, unit: event.target.value as PeriodDraft["unit"] })}
        />
      </div>
      <p id={`${id}-hint`} className="text-faint text-xs">
        {hint}
      </p>
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  );
}
