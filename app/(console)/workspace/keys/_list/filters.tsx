"use client";
import type { Values } from "nuqs";
import { useState } from "react";
import { DateFilter } from "@/components/table/date-filter";
import { FilterMenu } from "@/components/table/filter-menu";
import { withChosen } from "@/components/table/with-chosen";
import { AUTH_TYPE_LABELS, AUTH_TYPES, type AuthType } from "@/lib/domain/key-sets/auth-types";
import { KEY_SET_DATE_LABELS, KEY_SET_DATES, type KeySetDate } from "@/lib/domain/key-sets/list-words";
import { EXPIRY_WORDS } from "@/lib/domain/keys/list-words";
import { STATUS_WORDS, STATUSES, type Status } from "@/lib/domain/keys/status";
import type { FilterOptions } from "@/lib/services/key-sets/filter-options";
import type { filterAddress } from "./address";

type Filters = Values<typeof filterAddress>;
type Props = {
  filters: Filters;
  options: FilterOptions;
  onChange: (change: Partial<Filters>) => void;
};

const asOptions = (rows: { id: string; name: string }[]) =>
  rows.map(({ id, name }) => ({ value: id, label: name }));
const PAST_DATES = KEY_SET_DATES.filter((date) => date !== "expires");

/** The filters as chips. Those that are needed less often stand behind "More filters" until one of them is on. */
export function KeySetsFilters({ filters, options, onChange }: Props) {
  const { organization, group, application } = filters;
  const [asked, setAsked] = useState(false);
  const on = PAST_DATES.some((date) => filters[`${date}From`] ?? filters[`${date}To`]);
  const more = asked || on || organization.length > 0 || group.length > 0;
  return (
    <>
      <FilterMenu
        label="Status"
        options={STATUSES.map((value) => ({ value, label: STATUS_WORDS[value] }))}
        selected={filters.status}
        onChange={(status) => onChange({ status: status as Status[] })}
      />
      <FilterMenu
        label="Authentication type"
        options={AUTH_TYPES.map((value) => ({ value, label: AUTH_TYPE_LABELS[value] }))}
        selected={filters.authType}
        onChange={(authType) => onChange({ authType: authType as AuthType[] })}
      />
      <FilterMenu
        label="Associated APIs"
        options={asOptions(options.apis)}
        selected={filters.api}
        onChange={(api) => onChange({ api })}
      />
      <FilterMenu
        label="Environment"
        options={withChosen(options.environments, filters.environment)}
        selected={filters.environment}
        onChange={(environment) => onChange({ environment })}
      />
      <ByDate date="expires" filters={filters} onChange={onChange} />
      {application ? (
        <FilterMenu
          single
          label="Application"
          options={asOptions([options.application ?? { id: application, name: "Another application" }])}
          selected={[application]}
          onChange={([chosen]) => onChange({ application: chosen ?? null })}
        />
      ) : null}
      {more ? (
        <>
          {PAST_DATES.map((date) => (
            <ByDate key={date} date={date} filters={filters} onChange={onChange} />
          ))}
          {options.organizations.length > 0 || organization.length > 0 ? (
            <FilterMenu
              label="Organization"
              options={asOptions(options.organizations)}
              selected={organization}
              onChange={(chosen) => onChange({ organization: chosen })}
            />
          ) : null}
          {options.groups.length > 0 || group.length > 0 ? (
            <FilterMenu
              label="Group"
              options={asOptions(options.groups)}
              selected={group}
              onChange={(chosen) => onChange({ group: chosen })}
            />
          ) : null}
        </>
      ) : (
        <button type="button" onClick={() => setAsked(true)} className="link h-8 px-1.5 text-soft">
          More filters
        </button>
      )}
    </>
  );
}

function ByDate({ date, filters, onChange }: Omit<Props, "options"> & { date: KeySetDate }) {
  const presets = Object.entries(EXPIRY_WORDS).map(([value, label]) => ({ value, label }));
  const expiry = date === "expires";
  return (
    <DateFilter
      label={KEY_SET_DATE_LABELS[date]}
      range={{ from: filters[`${date}From`], to: filters[`${date}To`] }}
      onRange={({ from, to }) => onChange({ [`${date}From`]: from, [`${date}To`]: to })}
      presets={expiry ? presets : undefined}
      preset={expiry ? filters.expiry : null}
      onPreset={(preset) => onChange({ expiry: preset as Filters["expiry"] })}
    />
  );
}
