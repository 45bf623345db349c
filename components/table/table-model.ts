import type { DataColumn } from "./table-types";

type Options<Row> = {
  rows: Row[];
  columns: DataColumn<Row>[];
  rowId: (row: Row) => string;
  hidden: readonly string[];
  selected: readonly string[];
  onSelected: (ids: string[]) => void;
};

/**
 * What of the table is shown, and what is selected. The server sorts, filters and pages, and every piece of state is the
 * caller's: no more is left to do. Rows selected on another page stay selected.
 */
export function tableModel<Row>({ rows, columns, rowId, hidden, selected, onSelected }: Options<Row>) {
  const chosen = new Set(selected);
  const ids = rows.map(rowId);
  const toggle = (some: readonly string[], on: boolean) =>
    onSelected(
      on
        ? [...selected, ...some.filter((id) => !chosen.has(id))]
        : selected.filter((id) => !some.includes(id)),
    );
  const count = ids.filter((id) => chosen.has(id)).length;
  return {
    columns: columns.filter((column) => column.hideable === false || !hidden.includes(column.id)),
    rows: rows.map((row, index) => {
      const id = ids[index]!;
      return { id, row, selected: chosen.has(id), select: (on: boolean) => toggle([id], on) };
    }),
    all: count > 0 && count === ids.length,
    some: count > 0 && count < ids.length,
    selectAll: (on: boolean) => toggle(ids, on),
  };
}
