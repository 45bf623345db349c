"use client";
import { LibraryBig } from "lucide-react";
import { useQueryStates } from "nuqs";
import { type ReactNode, useMemo, useTransition } from "react";
import { FilterMenu } from "@/components/table/filter-menu";
import { PagedTable } from "@/components/table/paged-table";
import { SearchBox } from "@/components/table/search-box";
import { SortMenu } from "@/components/table/sort-menu";
import { TableToolbar } from "@/components/table/table-toolbar";
import type { Sort } from "@/components/table/table-types";
import { EmptyState } from "@/components/ui/empty-state";
import { API_SORTS } from "@/lib/contracts/apis";
import { APPROVAL_LABELS, APPROVALS, type Approval } from "@/lib/domain/apis/approval";
import { AUTH_TYPE_LABELS, AUTH_TYPES, type AuthType } from "@/lib/domain/key-sets/auth-types";
import { searchableText } from "@/lib/domain/keys/searchable-text";
import type { ApiSummary } from "@/lib/services/apis/list";
import { apiColumns } from "./api-columns";
import { API_ORDERS, NO_FILTERS, tableAddress } from "./table-address";

type Props = {
  rows: ApiSummary[];
  total: number;
  environments: string[];
  /** Where the catalog is empty: a way to fill it, for whoever may. */
  create: ReactNode;
  /** The application that an API is looked for. */
  application: string | null;
};
const RETIRED = [
  { value: "shown", label: "Show them too" },
  { value: "only", label: "Only them" },
];

/** The catalog: searched, narrowed, sorted and paged by the server; all of it stands in the address. */
export function CatalogTable({ rows, total, environments, create, application }: Props) {
  const [pending, start] = useTransition();
  const [address, setAddress] = useQueryStates(tableAddress, { shallow: false, startTransition: start });
  const columns = useMemo(() => apiColumns(application), [application]);
  const { q, environment, authType, approval, retired } = address;
  const sort: Sort = { id: address.sort, desc: address.order === "desc" };
  const narrowed =
    q !== "" ||
    environment.length > 0 ||
    authType.length > 0 ||
    approval.length > 0 ||
    retired !== tableAddress.retired.defaultValue;
  const clear = () => setAddress(NO_FILTERS);

  function onSort(next: Sort) {
    const by = API_SORTS.find((one) => one === next.id);
    if (by) setAddress({ sort: by, order: next.desc ? "desc" : "asc", page: null });
  }
  if (total === 0 && !narrowed)
    return (
      <EmptyState
        icon={<LibraryBig />}
        sentence={
          create
            ? "The catalog is empty. Add an API, and applications can subscribe to it."
            : "The catalog is empty. Once an Owner or Admin adds an API, applications can subscribe to it."
        }
        action={create}
      />
    );
  return (
    <>
      <TableToolbar
        search={
          <SearchBox
            label="Search the catalog"
            value={q}
            onChange={(text) => setAddress({ q: searchableText(text), page: null })}
          />
        }
        filters={
          <>
            <FilterMenu
              label="Environment"
              options={environments.map((value) => ({ value, label: value }))}
              selected={environment}
              onChange={(next) => setAddress({ environment: next, page: null })}
            />
            <FilterMenu
              label="Authentication type"
              options={AUTH_TYPES.map((value) => ({ value, label: AUTH_TYPE_LABELS[value] }))}
              selected={authType}
              onChange={(next) => setAddress({ authType: next as AuthType[], page: null })}
            />
            <FilterMenu
              label="Approval"
              options={APPROVALS.map((value) => ({ value, label: APPROVAL_LABELS[value] }))}
              selected={approval}
              onChange={(next) => setAddress({ approval: next as Approval[], page: null })}
            />
            <FilterMenu
              single
              label="Retired"
              options={RETIRED}
              selected={retired === "hidden" ? [] : [retired]}
              onChange={([next]) =>
                setAddress({ retired: (next as "shown" | "only" | undefined) ?? null, page: null })
              }
            />
          </>
        }
        onClear={narrowed ? clear : null}
        view={<SortMenu sort={sort} onSort={onSort} orders={API_ORDERS} />}
      />
      <PagedTable
        caption="API Catalog"
        rows={rows}
        columns={columns}
        rowId={({ id }) => id}
        sort={sort}
        onSort={onSort}
        pending={pending}
        page={address.page}
        pageSize={address.size}
        total={total}
        onPage={(page) => setAddress({ page }, { history: "push" })}
        onPageSize={(size) => setAddress({ size, page: null })}
        nothing="No API matches these filters."
        onClear={clear}
      />
    </>
  );
}
