"use client";
import { Cable } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useMemo, useState, useTransition } from "react";
import { subscriptionColumns } from "@/components/subscriptions/subscription-columns";
import { FilterMenu } from "@/components/table/filter-menu";
import { PagedTable } from "@/components/table/paged-table";
import { SearchBox } from "@/components/table/search-box";
import { SortMenu } from "@/components/table/sort-menu";
import { TableToolbar } from "@/components/table/table-toolbar";
import type { DataColumn, Sort } from "@/components/table/table-types";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { searchableText } from "@/lib/domain/keys/searchable-text";
import {
  SUBSCRIPTION_STATUS_WORDS,
  SUBSCRIPTION_STATUSES,
  type SubscriptionMove,
  type SubscriptionStatus,
} from "@/lib/domain/subscriptions/subscription";
import type { Choice, SubscriptionChoices } from "@/lib/services/subscriptions/choices";
import type { Subscription } from "@/lib/services/subscriptions/list";
import { MoveDialog } from "./move-dialog";
import { MovesMenu } from "./moves";
import { NO_FILTERS, SUBSCRIPTION_ORDERS, tableAddress } from "./table-address";

type Props = {
  rows: Subscription[];
  total: number;
  choices: SubscriptionChoices;
  /** The moves that the reader's role allows. */
  may: readonly SubscriptionMove[];
  /** Where there is none at all. */
  none: string;
  now: Date;
};
const asOptions = (list: Choice[]) => list.map(({ id, name }) => ({ value: id, label: name }));

/** Subscriptions: searched, narrowed and paged by the server; all of it stands in the address. */
export function SubscriptionsTable({ rows, total, choices, may, none, now }: Props) {
  const [pending, start] = useTransition();
  const [asked, ask] = useState<{ subscription: Subscription; move: SubscriptionMove } | null>(null);
  const [address, setAddress] = useQueryStates(tableAddress, { shallow: false, startTransition: start });
  const columns = useMemo((): DataColumn<Subscription>[] => {
    const { application, api, environment, status, requested } = subscriptionColumns<Subscription>(now);
    return [
      application,
      api,
      environment,
      status,
      requested,
      {
        id: "actions",
        header: "Actions",
        bareHeader: true,
        align: "end",
        className: "sm:w-14",
        cell: (subscription) => (
          <MovesMenu subscription={subscription} may={may} onMove={(move) => ask({ subscription, move })} />
        ),
      },
    ];
  }, [may, now]);

  const { q, status, environment, application, api } = address;
  const narrowed = q !== "" || status.length > 0 || environment.length > 0 || application || api;
  const clear = () => setAddress(NO_FILTERS);
  const sort: Sort = { id: "requested", desc: address.order === "desc" };
  const onSort = ({ desc }: Sort) => setAddress({ order: desc ? "desc" : "asc", page: null });
  return (
    <>
      {total === 0 && !narrowed ? (
        <EmptyState
          icon={<Cable />}
          sentence={none}
          action={<ButtonLink href="/catalog">Open the API Catalog</ButtonLink>}
        />
      ) : (
        <>
          <TableToolbar
            search={
              <SearchBox
                label="Search subscriptions"
                value={q}
                onChange={(text) => setAddress({ q: searchableText(text), page: null })}
              />
            }
            filters={
              <>
                <FilterMenu
                  label="Status"
                  options={SUBSCRIPTION_STATUSES.map((value) => ({
                    value,
                    label: SUBSCRIPTION_STATUS_WORDS[value],
                  }))}
                  selected={status}
                  onChange={(next) => setAddress({ status: next as SubscriptionStatus[], page: null })}
                />
                <FilterMenu
                  single
                  label="API"
                  options={asOptions(choices.apis)}
                  selected={api ? [api] : []}
                  onChange={([id]) => setAddress({ api: id ?? null, page: null })}
                />
                <FilterMenu
                  single
                  label="Application"
                  options={asOptions(choices.applications)}
                  selected={application ? [application] : []}
                  onChange={([id]) => setAddress({ application: id ?? null, page: null })}
                />
                <FilterMenu
                  label="Environment"
                  options={choices.environments.map((value) => ({ value, label: value }))}
                  selected={environment}
                  onChange={(next) => setAddress({ environment: next, page: null })}
                />
              </>
            }
            onClear={narrowed ? clear : null}
            view={<SortMenu sort={sort} onSort={onSort} orders={SUBSCRIPTION_ORDERS} />}
          />
          <PagedTable
            caption="Subscriptions"
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
            nothing="No subscription matches these filters."
            onClear={clear}
          />
        </>
      )}
      {asked ? (
        <MoveDialog
          key={`${asked.subscription.id} ${asked.move}`}
          subscription={asked.subscription}
          move={asked.move}
          onClose={() => ask(null)}
        />
      ) : null}
    </>
  );
}
