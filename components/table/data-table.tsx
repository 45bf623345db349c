"use client";
import type { ReactNode } from "react";
import { Checkbox } from "../ui/checkbox";
import { cx } from "../ui/class-names";
import { HeaderCell } from "./header-cell";
import { useTableModel } from "./table-model";
import { tableRoles } from "./table-roles";
import type { DataColumn, Density, Selection, Sort } from "./table-types";

export type DataTableProps<Row> = {
  /** Names the table: "Access keys". */
  caption: string;
  rows: Row[];
  columns: DataColumn<Row>[];
  rowId: (row: Row) => string;
  sort?: Sort | null;
  onSort?: (sort: Sort) => void;
  hidden?: readonly string[];
  density?: Density;
  selection?: Selection;
  /** A fetch is under way: the old rows stay, paler. */
  pending?: boolean;
  /** Instead of rows when there are none. */
  empty?: ReactNode;
};
const nothing: readonly string[] = [];

/** Rows as a table, and as cards on phones (one markup; explicit roles keep its meaning either way). */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const {
    caption,
    rows,
    columns,
    rowId,
    sort = null,
    onSort,
    hidden = nothing,
    density = "normal",
    selection,
    pending,
    empty,
  } = props;
  const table = useTableModel({
    rows,
    columns,
    rowId,
    hidden,
    selected: selection?.ids ?? nothing,
    onSelected: selection?.onChange ?? (() => {}),
  });
  if (rows.length === 0 && empty) return empty;
  return (
    <div
      className={cx(
        "relative overflow-x-auto border-line max-sm:-mx-2 max-sm:px-2 sm:border-y",
        pending && "opacity-60",
      )}
      aria-busy={pending || undefined}
    >
      <table
        {...tableRoles.table}
        className={cx("ledger", density === "compact" && "ledger-compact")}
        data-selecting={selection ? "" : undefined}
      >
        <caption className="sr-only">{caption}</caption>
        <thead {...tableRoles.group}>
          <tr {...tableRoles.row}>
            {selection ? (
              <th {...tableRoles.head} className="ledger-tick">
                <Checkbox
                  bare
                  label="Select all on this page"
                  checked={table.all}
                  mixed={table.some}
                  onChange={(event) => table.selectAll(event.target.checked)}
                />
              </th>
            ) : null}
            {table.columns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody {...tableRoles.group}>
          {table.rows.map(({ id, row, selected, select }) => (
            <tr {...tableRoles.row} key={id} data-row={id} data-selected={selected || undefined}>
              {selection ? (
                <td {...tableRoles.cell} className="ledger-tick">
                  <Checkbox
                    bare
                    label={`Select ${selection.nameOf(id)}`}
                    checked={selected}
                    onChange={(event) => select(event.target.checked)}
                  />
                </td>
              ) : null}
              {table.columns.map((column) => {
                const Cell = column.rowHeader ? "th" : "td";
                return (
                  <Cell
                    key={column.id}
                    {...(column.rowHeader ? tableRoles.rowHead : tableRoles.cell)}
                    data-wide={column.wide || undefined}
                    data-less={column.less || undefined}
                    data-bare={column.bareHeader || undefined}
                    data-label={column.bareHeader || column.rowHeader ? undefined : column.header}
                    className={cx(column.align === "end" && "ledger-end", column.className)}
                  >
                    {column.cell(row)}
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
