"use client";
import { SearchX } from "lucide-react";
import { COUNT_LIMIT } from "@/lib/domain/keys/list-words";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { DataTable, type DataTableProps } from "./data-table";
import { NoSuchPage } from "./no-such-page";
import { PaginationBar } from "./pagination-bar";

type Props<Row> = Omit<DataTableProps<Row>, "empty"> & {
  page: number;
  pageSize: number;
  /** How many match; more than the limit means that nobody has counted on. */
  total: number;
  onPage: (page: number) => void;
  onPageSize: (size: number) => void;
  /** "No key matches these filters." */
  nothing: string;
  onClear: () => void;
};

/** One page of rows, the way to the others, and what stands there where filters leave none. */
export function PagedTable<Row extends object>(props: Props<Row>) {
  const { page, pageSize, total, onPage, onPageSize, nothing, onClear, ...table } = props;
  const place = {
    page,
    pageSize,
    total: Math.min(total, COUNT_LIMIT),
    capped: total > COUNT_LIMIT,
  };
  return (
    <>
      <DataTable
        {...table}
        empty={
          total > 0 ? (
            <NoSuchPage {...place} onPage={onPage} />
          ) : (
            <EmptyState
              icon={<SearchX />}
              sentence={nothing}
              action={<Button onClick={onClear}>Clear filters</Button>}
            />
          )
        }
      />
      {table.rows.length > 0 ? (
        <PaginationBar {...place} rows={table.rows.length} onPage={onPage} onPageSize={onPageSize} />
      ) : null}
    </>
  );
}
