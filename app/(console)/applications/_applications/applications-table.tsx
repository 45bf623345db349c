"use client";
import { Boxes } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useMemo, useTransition } from "react";
import { PagedTable } from "@/components/table/paged-table";
import { SearchBox } from "@/components/table/search-box";
import { SortMenu } from "@/components/table/sort-menu";
import { TableToolbar } from "@/components/table/table-toolbar";
import type { Sort } from "@/components/table/table-types";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { APPLICATION_SORTS } from "@/lib/domain/applications/list-words";
import { searchableText } from "@/lib/domain/keys/searchable-text";
import type { ApplicationListRow } from "@/lib/services/applications/list";
import type { ApplicationPowers } from "@/lib/services/applications/powers";
import { applicationColumns } from "./application-columns";
import { ApplicationFilters } from "./application-filters";
import type { Task } from "./applications-desk";
import type { Place } from "./places";
import { APPLICATION_ORDERS, applicationAddress, NO_APPLICATION_FILTERS } from "./table-address";

type Props = {
  rows: ApplicationListRow[];
  total: number;
  powers: ApplicationPowers;
  organizations: Place[];
  groups: Place[];
  /** Not only those of one's own groups. */
  seesAll: boolean;
  /** The one that is being deleted. */
  busy: string | null;
  onTask: (task: Task) => void;
  onDelete: (application: ApplicationListRow) => void;
  /** Null where one may not. */
  onCreate: (() => void) | null;
};

/** The applications: searched, filtered, sorted and paged by the server; all of it stands in the address. */
export function ApplicationsTable(props: Props) {
  const { rows, total, powers, organizations, groups, seesAll, busy, onTask, onDelete } = props;
  const [pending, start] = useTransition();
  const [address, setAddress] = useQueryStates(applicationAddress, {
    shallow: false,
    startTransition: start,
  });
  const columns = useMemo(
    () => applicationColumns({ powers, busy, onTask, onDelete }),
    [powers, busy, onTask, onDelete],
  );
  const { q, state, organization, group } = address;
  const filtered = Boolean(q || state.length || organization.length || group.length);
  const sort: Sort = { id: address.sort, desc: address.order === "desc" };

  function onSort(next: Sort) {
    const by = APPLICATION_SORTS.find((one) => one === next.id);
    if (by) setAddress({ sort: by, order: next.desc ? "desc" : "asc", page: null });
  }
  const clear = () => setAddress(NO_APPLICATION_FILTERS);
  if (total === 0 && !filtered) {
    return (
      <EmptyState
        icon={<Boxes />}
        sentence={seesAll ? NONE_YET : NONE_OF_YOURS}
        action={
          props.onCreate ? <Button onClick={props.onCreate}>Create the first application</Button> : null
        }
      />
    );
  }
  return (
    <>
      <TableToolbar
        search={
          <SearchBox
            label="Search applications"
            value={q}
            onChange={(text) => setAddress({ q: searchableText(text), page: null })}
          />
        }
        filters={
          <ApplicationFilters
            filters={{ state, organization, group }}
            organizations={organizations}
            groups={groups}
            onChange={(change) => setAddress({ ...change, page: null })}
          />
        }
        onClear={filtered ? clear : null}
        view={<SortMenu sort={sort} onSort={onSort} orders={APPLICATION_ORDERS} />}
      />
      <PagedTable
        caption="Applications"
        rows={rows}
        columns={columns}
        rowId={(row) => row.id}
        sort={sort}
        onSort={onSort}
        pending={pending}
        page={address.page}
        pageSize={address.size}
        total={total}
        onPage={(page) => setAddress({ page }, { history: "push" })}
        onPageSize={(size) => setAddress({ size, page: null })}
        nothing="No application matches these filters."
        onClear={clear}
      />
    </>
  );
}

const NONE_YET =
  "No applications yet. Create one for each program, and subscribe it to the APIs that it calls.";
const NONE_OF_YOURS =
  "You work with no application yet. Here stand your own, and those of the groups that an Owner or Admin puts you into.";
