"use client";
import { KeyRound, SearchX } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useMemo, useState, useTransition } from "react";
import { DataTable } from "@/components/table/data-table";
import { PaginationBar } from "@/components/table/pagination-bar";
import { TableToolbar } from "@/components/table/table-toolbar";
import type { Sort } from "@/components/table/table-types";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PERSONAL_PAGE_SIZES } from "@/lib/contracts/personal-keys";
import type { PersonalKeyPage } from "@/lib/services/personal-keys/list";
import type { PersonalKeyRow } from "@/lib/services/personal-keys/personal-key-row";
import { SortMenu } from "../../../keys/_access-keys/sort-menu";
import {
  asPersonalSort,
  PERSONAL_ORDERS,
  personalTableAddress,
} from "../../../profile/api-keys/table-address";
import { memberKeyColumns } from "./member-key-columns";
import { RevokeMemberKeyDialog } from "./revoke-member-key-dialog";

type Props = PersonalKeyPage & { now: Date };

/** Everybody's keys: sorted and paged by the server; all of it stands in the address. */
export function MemberKeysTable({ rows, total, now }: Props) {
  const [pending, start] = useTransition();
  const [address, setAddress] = useQueryStates(personalTableAddress, {
    shallow: false,
    startTransition: start,
  });
  const [revoking, setRevoking] = useState<PersonalKeyRow | null>(null);
  const columns = useMemo(() => memberKeyColumns(now, setRevoking), [now]);
  const sort: Sort = { id: address.sort, desc: address.order === "desc" };

  function onSort(next: Sort) {
    const by = asPersonalSort(next.id);
    if (by) setAddress({ sort: by, order: next.desc ? "desc" : "asc", page: null });
  }
  if (total === 0)
    return <EmptyState icon={<KeyRound />} sentence="No member has a personal API key at the moment." />;
  return (
    <>
      <TableToolbar view={<SortMenu sort={sort} onSort={onSort} orders={PERSONAL_ORDERS} />} />
      <DataTable
        caption="API keys of members"
        rows={rows}
        columns={columns}
        rowId={(row) => row.id}
        sort={sort}
        onSort={onSort}
        pending={pending}
        empty={
          <EmptyState
            icon={<SearchX />}
            sentence={`There is no page ${address.page.toLocaleString("en")}.`}
            action={<Button onClick={() => setAddress({ page: null })}>Go to the first page</Button>}
          />
        }
      />
      {rows.length > 0 ? (
        <PaginationBar
          page={address.page}
          pageSize={address.size}
          total={total}
          sizes={[...PERSONAL_PAGE_SIZES]}
          onPage={(page) => setAddress({ page }, { history: "push" })}
          onPageSize={(size) => setAddress({ size, page: null })}
        />
      ) : null}
      {revoking ? (
        <RevokeMemberKeyDialog key={revoking.id} row={revoking} now={now} onClose={() => setRevoking(null)} />
      ) : null}
    </>
  );
}
