"use client";
import { Menu, type MenuEntry } from "../ui/menu";
import { FilterChip } from "./filter-chip";

export type FilterOption = { value: string; label: string; count?: number };
type Props = {
  label: string;
  options: FilterOption[];
  selected: readonly string[];
  onChange: (selected: string[]) => void;
  /** One choice at a time. */
  single?: boolean;
};
const SHOWN = 2;

/** A filter of choices, behind a chip. */
export function FilterMenu({ label, options, selected, onChange, single }: Props) {
  const names = options.filter((option) => selected.includes(option.value)).map((option) => option.label);
  const words =
    names.length > SHOWN ? `${names.slice(0, SHOWN).join(", ")} +${names.length - SHOWN}` : names.join(", ");
  const entries = options.map(
    (option): MenuEntry => ({
      kind: "check",
      checked: selected.includes(option.value),
      onChange: (checked) =>
        onChange(
          checked
            ? [...(single ? [] : selected), option.value]
            : selected.filter((value) => value !== option.value),
        ),
      label: (
        <span className="flex justify-between gap-6">
          <span className="wrap-anywhere">{option.label}</span>
          {option.count === undefined ? null : (
            <span className="tabular text-faint">{option.count.toLocaleString("en")}</span>
          )}
        </span>
      ),
    }),
  );
  return (
    <FilterChip
      label={label}
      words={selected.length > 0 ? words : null}
      onClear={() => onChange([])}
      opens={(trigger) => <Menu align="start" entries={entries} trigger={trigger} />}
    />
  );
}
