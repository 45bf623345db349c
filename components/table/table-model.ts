"use client";
import {
  type ColumnDef,
  columnVisibilityFeature,
  rowSelectionFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo } from "react";
import type { DataColumn } from "./table-types";

/** No more of the library than is used: it stands in the first load of the keys page. */
const features = tableFeatures({ columnVisibilityFeature, rowSelectionFeature });
type Record_ = Record<string, unknown>;
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
 * caller's. Rows selected on another page stay selected.
 */
export function useTableModel<Row extends object>(options: Options<Row>) {
  const { rows, columns, rowId, hidden, selected, onSelected } = options;
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  const defs = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<typeof features, Row & Record_> => ({
          id: column.id,
          accessorFn: (row) => row,
          enableHiding: column.hideable !== false,
        }),
      ),
    [columns],
  );
  const rowSelection: Record<string, true> = Object.fromEntries(selected.map((id) => [id, true as const]));
  const unhideable = (id: string) => byId.get(id)?.hideable === false;
  const table = useTable({
    features,
    columns: defs,
    data: rows as (Row & Record_)[],
    getRowId: rowId,
    enableRowSelection: true,
    state: {
      columnVisibility: Object.fromEntries(hidden.map((id) => [id, unhideable(id)])),
      rowSelection,
    },
    onRowSelectionChange: (update) => {
      const next = typeof update === "function" ? update(rowSelection) : update;
      onSelected(Object.keys(next).filter((id) => next[id]));
    },
  });
  const shown = table.getRowModel().rows.map((row) => ({
    id: row.id,
    row: row.original as Row,
    selected: row.getIsSelected(),
    select: (on: boolean) => row.toggleSelected(on),
  }));
  const all = shown.length > 0 && shown.every((row) => row.selected);
  return {
    columns: table.getVisibleLeafColumns().map(({ id }) => byId.get(id)!),
    rows: shown,
    all,
    some: !all && shown.some((row) => row.selected),
    selectAll: (on: boolean) => table.toggleAllRowsSelected(on),
  };
}
