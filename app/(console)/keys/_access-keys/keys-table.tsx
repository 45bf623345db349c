"use client";
import { KeyRound } from "lucide-react";
import { useQueryStates } from "nuqs";
import { startTransition, useMemo, useState, useTransition } from "react";
import { useMay } from "@/components/shell/permissions";
import { PagedTable } from "@/components/table/paged-table";
import { SearchBox } from "@/components/table/search-box";
import { SortMenu } from "@/components/table/sort-menu";
import { TableToolbar } from "@/components/table/table-toolbar";
import type { Sort } from "@/components/table/table-types";
import type { TableView } from "@/components/table/table-view";
import { ViewMenu } from "@/components/table/view-menu";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { searchableText } from "@/lib/domain/keys/searchable-text";
import type { AccessKeyRow } from "@/lib/services/access-keys/list";
import { CleanUpButton } from "../_clean-up/clean-up-button";
import { keepView } from "./actions";
import { keyColumns } from "./key-columns";
import { useKeyDesk } from "./key-desk";
import { KeysBulkBar } from "./keys-bulk-bar";
import { asKeySort, type Filters, KeysFilters } from "./keys-filters";
import { NO_FILTERS, tableAddress } from "./table-address";
import { usePicked } from "./use-picked";

type Props = {
  rows: AccessKeyRow[];
  total: number;
  view: TableView;
  /** Whether anything can be cleaned up. */
  cleanUp: boolean;
};

/** The access keys: searched, filtered, sorted and paged by the server; all of it stands in the address. */
export function KeysTable({ rows, total, view: saved, cleanUp }: Props) {
  const { setting, open } = useKeyDesk();
  const may = useMay();
  const [pending, start] = useTransition();
  const [address, setAddress] = useQueryStates(tableAddress, { shallow: false, startTransition: start });
  const [view, setView] = useState(saved);
  const columns = useMemo(() => keyColumns(setting.now), [setting.now]);
  const { q, status, environment, scope, expiry, notice } = address;
  const filtered = Boolean(q || status.length || environment.length || scope.length || expiry || notice);
  const picked = usePicked(rows, {
    q,
    status: status.join(","),
    environment: environment.join(","),
    scope: scope.join(","),
    expiry,
    notice,
    holding: setting.holding,
  });
  const sort: Sort = { id: address.sort, desc: address.order === "desc" };

  function onSort(next: Sort) {
    const by = asKeySort(next.id);
    if (by) setAddress({ sort: by, order: next.desc ? "desc" : "asc", page: null });
  }
  function onView(change: Partial<TableView>) {
    const next = { ...view, ...change };
    setView(next);
    startTransition(() => keepView(next));
  }
  const clear = () => setAddress(NO_FILTERS);
  if (total === 0 && !filtered) {
    return (
      <EmptyState
        icon={<KeyRound />}
        sentence={
          setting.holding === null
            ? "No access keys yet. A program calls with one; create the first and watch it arrive."
            : `No access key with the scope ${setting.holding} yet. An integration gets its tokens with one.`
        }
        action={
          may("access-key:create") ? (
            <Button onClick={() => open({ kind: "create" })}>Create the first key</Button>
          ) : null
        }
      />
    );
  }
  return (
    <>
      <TableToolbar
        search={
          <SearchBox
            label="Search keys"
            value={q}
            onChange={(text) => setAddress({ q: searchableText(text), page: null })}
          />
        }
        filters={
          <KeysFilters
            filters={{ status, environment, scope, expiry, notice }}
            onChange={(change: Partial<Filters>) => setAddress({ ...change, page: null })}
          />
        }
        onClear={filtered ? clear : null}
        view={
          <>
            {cleanUp && may("access-key:delete") ? (
              <CleanUpButton onClick={() => open({ kind: "clean-up" })} />
            ) : null}
            <SortMenu sort={sort} onSort={onSort} />
            <ViewMenu
              columns={columns}
              hidden={view.hidden}
              onHidden={(hidden) => onView({ hidden })}
              density={view.density}
              onDensity={(density) => onView({ density })}
            />
          </>
        }
      />
      <KeysBulkBar picked={picked} total={total} />
      <PagedTable
        caption="Access keys"
        selection={picked.selection}
        rows={rows}
        columns={columns}
        rowId={(row) => row.id}
        sort={sort}
        onSort={onSort}
        hidden={view.hidden}
        density={view.density}
        pending={pending}
        page={address.page}
        pageSize={address.size}
        total={total}
        onPage={(page) => setAddress({ page }, { history: "push" })}
        onPageSize={(size) => setAddress({ size, page: null })}
        nothing="No key matches these filters."
        onClear={clear}
      />
    </>
  );
}
