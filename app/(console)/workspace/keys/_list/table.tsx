"use client";
import { Waypoints } from "lucide-react";
import { useQueryStates } from "nuqs";
import { startTransition, useMemo, useState, useTransition } from "react";
import { PagedTable } from "@/components/table/paged-table";
import { SearchBox } from "@/components/table/search-box";
import { KEY_ORDERS, SortMenu } from "@/components/table/sort-menu";
import { TableToolbar } from "@/components/table/table-toolbar";
import type { Sort } from "@/components/table/table-types";
import type { TableView } from "@/components/table/table-view";
import { ViewMenu } from "@/components/table/view-menu";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { KEY_SET_SORTS } from "@/lib/domain/key-sets/list-words";
import { searchableText } from "@/lib/domain/keys/searchable-text";
import type { FilterOptions } from "@/lib/services/key-sets/filter-options";
import type { KeySetRow } from "@/lib/services/key-sets/list";
import { keepKeySetsView } from "../actions";
import { isFiltered, NO_FILTERS, tableAddress } from "./address";
import { keySetColumns } from "./columns";
import { KeySetsFilters } from "./filters";
import type { SavedView } from "./saved-views";
import { ViewsMenu } from "./views-menu";

type Props = {
  rows: KeySetRow[];
  total: number;
  options: FilterOptions;
  view: TableView;
  views: SavedView[];
  now: Date;
};

const ORDERS = [
  ...KEY_ORDERS,
  { id: "rotates", desc: false, label: "Rotating soonest first" },
  { id: "rotates", desc: true, label: "Rotating latest first" },
];

/** The key sets that one reaches: searched, filtered, sorted and paged by the server; all of it stands in the address. */
export function KeySetsTable({ rows, total, options, view: saved, views, now }: Props) {
  const [pending, start] = useTransition();
  const [address, setAddress] = useQueryStates(tableAddress, { shallow: false, startTransition: start });
  const [view, setView] = useState(saved);
  const columns = useMemo(() => keySetColumns(now), [now]);
  const filtered = isFiltered(address);
  const sort: Sort = { id: address.sort, desc: address.order === "desc" };

  function onSort(next: Sort) {
    const by = KEY_SET_SORTS.find((one) => one === next.id);
    if (by) setAddress({ sort: by, order: next.desc ? "desc" : "asc", page: null });
  }
  function onView(change: Partial<TableView>) {
    const next = { ...view, ...change };
    setView(next);
    startTransition(() => keepKeySetsView(next));
  }
  const clear = () => setAddress(NO_FILTERS);
  if (total === 0 && !filtered) {
    return (
      <EmptyState
        icon={<Waypoints />}
        sentence="No key sets yet. One comes with each subscription of an application to an API."
        action={<ButtonLink href="/catalog">Open the API Catalog</ButtonLink>}
      />
    );
  }
  return (
    <>
      <TableToolbar
        search={
          <SearchBox
            label="Search key sets"
            value={address.q}
            onChange={(text) => setAddress({ q: searchableText(text), page: null })}
          />
        }
        filters={
          <KeySetsFilters
            filters={address}
            options={options}
            onChange={(change) => setAddress({ ...change, page: null })}
          />
        }
        onClear={filtered ? clear : null}
        view={
          <>
            <ViewsMenu saved={views} />
            <SortMenu sort={sort} onSort={onSort} orders={ORDERS} />
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
      <PagedTable
        caption="Key sets"
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
        nothing="No key set matches these filters."
        onClear={clear}
      />
    </>
  );
}
