"use client";
import { Ellipsis } from "lucide-react";
import { Menu, type MenuEntry } from "./menu";

type Props = {
  label: string;
  /** What is false is left out: what the visitor may not do, for one. */
  entries: (MenuEntry | false)[];
};

/** The three dots at the end of a row; nothing where nothing is left. `label` names the row: "Actions for Orders". */
export function RowMenu({ label, entries }: Props) {
  const shown = withoutLooseLines(entries.filter((entry) => entry !== false));
  if (shown.length === 0) return null;
  return (
    <Menu
      entries={shown}
      trigger={
        <button
          type="button"
          aria-label={label}
          className="inline-flex size-8 items-center justify-center rounded-md text-soft hover:bg-hover hover:text-ink data-popup-open:bg-hover"
        >
          <Ellipsis aria-hidden="true" className="size-4" />
        </button>
      }
    />
  );
}

/** A line parts two groups: one before the first, or after the last, parts nothing. */
function withoutLooseLines(entries: MenuEntry[]): MenuEntry[] {
  const isLine = (entry: MenuEntry | undefined) =>
    entry === undefined || ("kind" in entry && entry.kind === "line");
  return entries.filter(
    (entry, at) => !isLine(entry) || !(isLine(entries[at - 1]) || isLine(entries[at + 1])),
  );
}
