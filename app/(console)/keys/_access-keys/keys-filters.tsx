"use client";
import { FilterMenu } from "@/components/table/filter-menu";
import { withChosen } from "@/components/table/with-chosen";
import { EXPIRY_WORDS, type ExpiryFilter, KEY_SORTS } from "@/lib/domain/keys/list-words";
import { NOTICES, type Notice } from "@/lib/domain/keys/notices";
import { STATUS_WORDS, STATUSES, type Status } from "@/lib/domain/keys/status";
import { knownScopes } from "@/lib/domain/scopes";
import { useKeyDesk } from "./key-desk";
import { NOTICE_WORDS } from "./notice-words";

export type KeySort = (typeof KEY_SORTS)[number];

export interface Filters {
  status: Status[];
  environment: string[];
  scope: string[];
  expiry: ExpiryFilter | null;
  notice: Notice | null;
}
type Props = { filters: Filters; onChange: (change: Partial<Filters>) => void };

/** The filters as chips: status, environment, scope, expiry. */
export function KeysFilters({ filters, onChange }: Props) {
  const { setting } = useKeyDesk();
  return (
    <>
      <FilterMenu
        label="Status"
        options={STATUSES.filter((status) => status !== "pending").map((value) => ({
          value,
          label: STATUS_WORDS[value],
        }))}
        selected={filters.status}
        onChange={(status) => onChange({ status: status as Status[] })}
      />
      <FilterMenu
        label="Environment"
        options={withChosen(setting.environments, filters.environment)}
        selected={filters.environment}
        onChange={(environment) => onChange({ environment })}
      />
      <FilterMenu
        label="Scope"
        options={withChosen(knownScopes(setting.ownScopes), filters.scope)}
        selected={filters.scope}
        onChange={(scope) => onChange({ scope })}
      />
      <FilterMenu
        single
        label="Expiry"
        options={Object.entries(EXPIRY_WORDS).map(([value, label]) => ({ value, label }))}
        selected={filters.expiry ? [filters.expiry] : []}
        onChange={([expiry]) => onChange({ expiry: (expiry as ExpiryFilter | undefined) ?? null })}
      />
      <FilterMenu
        single
        label="Notice"
        options={NOTICES.map((value) => ({ value, label: NOTICE_WORDS[value].filter }))}
        selected={filters.notice ? [filters.notice] : []}
        onChange={([notice]) => onChange({ notice: (notice as Notice | undefined) ?? null })}
      />
    </>
  );
}

/** A column that sorts, or null for another one. */
export function asKeySort(id: string): KeySort | null {
  return KEY_SORTS.find((sort) => sort === id) ?? null;
}
