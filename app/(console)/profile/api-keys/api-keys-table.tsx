"use client";
import { KeyRound, SearchX } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useMemo, useTransition } from "react";
import { DataTable } from "@/components/table/data-table";
import { PaginationBar } from "@/components/table/pagination-bar";
import { TableToolbar } from "@/components/table/table-toolbar";
import type { Sort } from "@/components/table/table-types";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PERSONAL_PAGE_SIZES } from "@/lib/contracts/personal-keys";
import type { PersonalKeyPage } from "@/lib/services/personal-keys/list";
import { ActNotice } from "../../keys/_access-keys/key-notice";
import { SortMenu } from "../../keys/_access-keys/sort-menu";
import { CleanUpButton } from "../../keys/_clean-up/clean-up-button";
import { apiKeyColumns } from "./api-key-columns";
import { useApiKeysDesk } from "./api-keys-desk";
import { asPersonalSort, PERSONAL_ORDERS, personalTableAddress } from "./table-address";

/** One's own keys: sorted and paged by the server; all of it stands in the address. */
export function ApiKeysTable({ rows, total, cleanUp }: PersonalKeyPage & { cleanUp: boolean }) {
  const { setting, open, notice, tell } = useApiKeysDesk();
  const [pending, start] = useTransition();
  const [address, setAddress] = useQueryStates(personalTableAddress, {
    shallow: false,
    startTransition: start,
  });
  const columns = useMemo(() => apiKeyColumns(setting.now), [setting.now]);
  const sort: Sort = { id: address.sort, desc: address.order === "desc" };

  function onSort(next: Sort) {
    const by = asPersonalSort(next.id);
    if (by) setAddress({ sort: by, order: next.desc ? "desc" : "asc", page: null });
  }
  return (
    <>
      <ActNotice notice={notice} onDismiss={() => tell(null)} />
      {total === 0 ? (
        <EmptyState
          icon={<KeyRound />}
          sentence="You have no API keys yet. Create one to call from the command line as yourself."
          action={<Button onClick={() => open({ kind: "create" })}>Create your first API key</Button>}
        />
      ) : (
        <>
          <TableToolbar
            view={
              <>
                {cleanUp ? <CleanUpButton onClick={() => open({ kind: "clean-up" })} /> : null}
                <SortMenu sort={sort} onSort={onSort} orders={PERSONAL_ORDERS} />
              </>
            }
          />
          <DataTable
            caption="API keys"
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
        </>
      )}
    </>
  );
}
