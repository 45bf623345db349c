"use client";
import { useQueryStates } from "nuqs";
import { type ReactNode, useTransition } from "react";
import { DataTable } from "@/components/table/data-table";
import { NoSuchPage } from "@/components/table/no-such-page";
import { PaginationBar } from "@/components/table/pagination-bar";
import { SortMenu } from "@/components/table/sort-menu";
import { TableToolbar } from "@/components/table/table-toolbar";
import type { DataColumn, Sort } from "@/components/table/table-types";
import { PERSONAL_PAGE_SIZES } from "@/lib/contracts/personal-keys";
import type { PersonalKeyPage } from "@/lib/services/personal-keys/list";
import type { PersonalKeyRow } from "@/lib/services/personal-keys/personal-key-row";
import { asPersonalSort, PERSONAL_ORDERS, personalTableAddress } from "./table-address";

type Props = PersonalKeyPage & {
  /** Names the table: "API keys". */
  caption: string;
  columns: DataColumn<PersonalKeyRow>[];
  /** Instead of the table where there is no key at all. */
  none: ReactNode;
  /** Before the sort menu. */
  tools?: ReactNode;
};

/** Personal keys, one's own or everybody's: sorted and paged by the server; all of it stands in the address. */
export function PersonalKeysTable({ rows, total, caption, columns, none, tools }: Props) {
  const [pending, start] = useTransition();
  const [address, setAddress] = useQueryStates(personalTableAddress, {
    shallow: false,
    startTransition: start,
  });
  const sort: Sort = { id: address.sort, desc: address.order === "desc" };

  function onSort(next: Sort) {
    const by = asPersonalSort(next.id);
    if (by) setAddress({ sort: by, order: next.desc ? "desc" : "asc", page: null });
  }
  const onPage = (page: number) => setAddress({ page }, { history: "push" });
  if (total === 0) return none;
  return (
    <>
      <TableToolbar
        view={
          <>
            {tools}
            <SortMenu sort={sort} onSort={onSort} orders={PERSONAL_ORDERS} />
          </>
        }
      />
      <DataTable
        caption={caption}
        rows={rows}
        columns={columns}
        rowId={(row) => row.id}
        sort={sort}
        onSort={onSort}
        pending={pending}
        empty={<NoSuchPage page={address.page} pageSize={address.size} total={total} onPage={onPage} />}
      />
      {rows.length > 0 ? (
        <PaginationBar
          page={address.page}
          pageSize={address.size}
          total={total}
          rows={rows.length}
          sizes={[...PERSONAL_PAGE_SIZES]}
          onPage={onPage}
          onPageSize={(size) => setAddress({ size, page: null })}
        />
      ) : null}
    </>
  );
}
