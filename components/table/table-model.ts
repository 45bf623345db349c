import {
  type ColumnDef,
  columnVisibilityFeature,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo } from "react";
import type { DataColumn, Sort } from "./table-types";

const features = tableFeatures({ rowSortingFeature, columnVisibilityFeature, rowSelectionFeature });
type Record_ = Record<string, unknown>;
type Options<Row> = {
  rows: Row[];
  columns: DataColumn<Row>[];
  rowId: (row: Row) => string;
  sort: Sort | null;
  hidden: readonly string[];
  selected: readonly string[];
  onSelected: (ids: string[]) => void;
};

/** The table as TanStack sees it: the server sorts and pages, every piece of state comes from the caller. */
export function useTableModel<Row extends object>(options: Options<Row>) {
  const { rows, columns, rowId, sort, hidden, selected, onSelected } = options;
  const defs = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<typeof features, Row & Record_> => ({
          id: column.id,
          accessorFn: (row) => row,
          header: column.header,
          enableSorting: Boolean(column.sortable),
          enableHiding: column.hideable !== false,
        }),
      ),
    [columns],
  );
  const rowSelection: Record<string, true> = Object.fromEntries(selected.map((id) => [id, true as const]));
  return useTable({
    features,
    columns: defs,
    data: rows as (Row & Record_)[],
    getRowId: rowId,
    manualSorting: true,
    enableRowSelection: true,
    state: {
      sorting: sort ? [sort] : [],
      columnVisibility: Object.fromEntries(hidden.map((id) => [id, false])),
      rowSelection,
    },
    onRowSelectionChange: (update) => {
      const next = typeof update === "function" ? update(rowSelection) : update;
      onSelected(Object.keys(next).filter((id) => next[id]));
    },
  });
}
