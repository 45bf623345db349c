"use client";
import { FilterMenu } from "@/components/table/filter-menu";
import { type EXPIRY_FILTERS, KEY_SORTS } from "@/lib/domain/keys/list-words";
import { NOTICES, type Notice } from "@/lib/domain/keys/notices";
import { STATUS_WORDS, STATUSES, type Status } from "@/lib/domain/keys/status";
import { knownScopes } from "@/lib/domain/scopes";
import { useKeyDesk } from "./key-desk";
import { NOTICE_WORDS } from "./notice-words";

type ExpiryFilter = (typeof EXPIRY_FILTERS)[number];
export type KeySort = (typeof KEY_SORTS)[number];

export const EXPIRY_WORDS: Record<ExpiryFilter, string> = {
  never: "Never",
  in7: "Within 7 days",
  in30: "Within 30 days",
  in90: "Within 90 days",
  past: "Passed",
};

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

/** The options, and whatever the address asks for beside them, so that every filter in force can be seen and cleared. */
export function withChosen(known: string[], chosen: string[]) {
  return [...new Set([...known, ...chosen])].map((value) => ({ value, label: value }));
}

/** A column that sorts, or null for another one. */
export function asKeySort(id: string): KeySort | null {
  return KEY_SORTS.find((sort) => sort === id) ?? null;
}
