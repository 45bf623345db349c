"use client";
import { SlidersHorizontal } from "lucide-react";
import { buttonStyle } from "../ui/button-style";
import { cx } from "../ui/class-names";
import { Menu, type MenuEntry } from "../ui/menu";
import type { Density, Sort } from "./table-types";

type ViewColumn = { id: string; header: string; hideable?: boolean; sortable?: boolean; descFirst?: boolean };
type Props = {
  columns: ViewColumn[];
  hidden: readonly string[];
  onHidden: (hidden: string[]) => void;
  density: Density;
  onDensity: (density: Density) => void;
  /** On phones there are no headers to press, so sorting is offered here too. */
  sort?: Sort | null;
  onSort?: (sort: Sort) => void;
};

/** Columns, density and (for cards) the order. */
export function ViewMenu({ columns, hidden, onHidden, density, onDensity, sort, onSort }: Props) {
  const entries: MenuEntry[] = [
    { kind: "heading", label: "Columns" },
    ...columns
      .filter((column) => column.hideable !== false)
      .map(
        (column): MenuEntry => ({
          kind: "check",
          label: column.header,
          checked: !hidden.includes(column.id),
          onChange: (shown) =>
            onHidden(shown ? hidden.filter((id) => id !== column.id) : [...hidden, column.id]),
        }),
      ),
    { kind: "line" },
    {
      kind: "check",
      label: "Compact rows",
      checked: density === "compact",
      onChange: (on) => onDensity(on ? "compact" : "normal"),
    },
  ];
  const orders: MenuEntry[] = columns
    .filter((column) => column.sortable)
    .flatMap((column) =>
      [false, true].map((desc) => ({
        kind: "check" as const,
        label: `${column.header}, ${desc ? "descending" : "ascending"}`,
        checked: sort?.id === column.id && sort.desc === desc,
        onChange: () => onSort?.({ id: column.id, desc }),
      })),
    );
  return (
    <>
      {onSort ? (
        <span className="sm:hidden">
          <Menu
            align="start"
            entries={orders}
            trigger={
              <button type="button" className={cx(buttonStyle("ghost", "sm"), "border-line")}>
                Sort
              </button>
            }
          />
        </span>
      ) : null}
      <Menu
        entries={entries}
        trigger={
          <button type="button" className={buttonStyle("ghost", "sm")}>
            <SlidersHorizontal aria-hidden="true" className="size-4" />
            View
          </button>
        }
      />
    </>
  );
}
