import { ChevronsUpDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cx } from "./class-names";

export type SelectOption = { value: string; label: string; sleeping?: boolean };
export type SelectProps = Omit<ComponentProps<"select">, "children" | "size"> & {
  options: SelectOption[];
  compact?: boolean;
};

/** The platform's own select, so that it works before and without scripts, by keyboard and on phones. */
export function Select({ options, compact, className, ...rest }: SelectProps) {
  return (
    <span className={cx("relative inline-flex", !compact && "w-full", className)}>
      <select
        {...rest}
        className={cx(
          "control w-full appearance-none truncate pr-8 pl-3 text-sm",
          compact ? "h-8" : "h-9 max-sm:text-base",
        )}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.sleeping}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronsUpDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2.5 size-3.5 -translate-y-1/2 text-faint"
      />
    </span>
  );
}
