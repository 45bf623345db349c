"use client";
import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field";

type Props = {
  offered: readonly string[];
  /** Those that open subscriptions need. */
  used: readonly string[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  error?: string;
};

/** Where an API is offered. One that open subscriptions need cannot be unticked, and says so. */
export function EnvironmentsField({ offered, used, chosen, onChange, error }: Props) {
  const id = useId();
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-2 font-strong">Environments</legend>
      <div className="flex flex-wrap gap-x-6 gap-y-2.5">
        {offered.map((name) => (
          <Checkbox
            key={name}
            name="environments"
            label={name}
            note={used.includes(name) ? "Open subscriptions need it" : undefined}
            disabled={used.includes(name) && chosen.includes(name)}
            checked={chosen.includes(name)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, name] : chosen.filter((one) => one !== name))
            }
          />
        ))}
      </div>
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  );
}
