"use client";
import { Ellipsis } from "lucide-react";
import { Menu, type MenuEntry } from "./menu";

/** The three dots at the end of a row. `label` names the row: "Actions for Orders". */
export function RowMenu({ label, entries }: { label: string; entries: MenuEntry[] }) {
  return (
    <Menu
      entries={entries}
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
