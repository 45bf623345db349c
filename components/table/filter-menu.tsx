"use client";
import { ChevronDown, Plus, X } from "lucide-react";
import { cx } from "../ui/class-names";
import { Menu, type MenuEntry } from "../ui/menu";

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

/** A filter as a chip: dashed while it is off, and saying what it lets through when it is on. */
export function FilterMenu({ label, options, selected, onChange, single }: Props) {
  const on = selected.length > 0;
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
    <span
      className={cx(
        "inline-flex h-8 max-w-full items-center rounded-full border text-sm max-sm:h-9",
        on ? "border-brass-edge bg-brass-wash" : "border-edge/70 border-dashed text-soft",
      )}
    >
      <Menu
        align="start"
        entries={entries}
        trigger={
          <button
            type="button"
            className={cx(
              "inline-flex h-full min-w-0 items-center gap-1.5 rounded-full pl-2.5 hover:text-ink",
              on ? "pr-1" : "pr-3",
            )}
          >
            {on ? null : <Plus aria-hidden="true" className="size-3.5" />}
            {label}
            {on ? (
              <>
                <span aria-hidden="true" className="h-3.5 w-px bg-brass-edge" />
                <span className="max-w-56 truncate font-strong">{words}</span>
                <ChevronDown aria-hidden="true" className="size-3.5" />
              </>
            ) : null}
          </button>
        }
      />
      {on ? (
        <button
          type="button"
          aria-label={`Clear filter ${label}`}
          onClick={() => onChange([])}
          className="mr-1 flex size-6 items-center justify-center rounded-full text-soft hover:bg-hover hover:text-ink"
        >
          <X aria-hidden="true" className="size-3.5" />
        </button>
      ) : null}
    </span>
  );
}
