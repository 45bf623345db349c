"use client";
import { FilterMenu } from "@/components/table/filter-menu";
import { APPLICATION_STATES, type ApplicationState } from "@/lib/domain/applications/list-words";
import { STATUS_WORDS } from "@/lib/domain/keys/status";
import type { Place } from "./places";

export interface Filters {
  state: ApplicationState[];
  organization: string[];
  group: string[];
}
type Props = {
  filters: Filters;
  organizations: Place[];
  groups: Place[];
  onChange: (change: Partial<Filters>) => void;
};

/** The filters as chips: status, organization, group. */
export function ApplicationFilters({ filters, organizations, groups, onChange }: Props) {
  return (
    <>
      <FilterMenu
        label="Status"
        options={APPLICATION_STATES.map((value) => ({ value, label: STATUS_WORDS[value] }))}
        selected={filters.state}
        onChange={(state) => onChange({ state: state as ApplicationState[] })}
      />
      <PlaceFilter
        label="Organization"
        places={organizations}
        selected={filters.organization}
        onChange={(organization) => onChange({ organization })}
      />
      <PlaceFilter
        label="Group"
        places={groups}
        selected={filters.group}
        onChange={(group) => onChange({ group })}
      />
    </>
  );
}

/** Left out where there is nothing to choose. What the address asks for and nobody knows can be seen and cleared. */
function PlaceFilter(props: {
  label: string;
  places: Place[];
  selected: string[];
  onChange: (selected: string[]) => void;
}) {
  const { label, places, selected, onChange } = props;
  const unknown = selected.filter((id) => !places.some((place) => place.id === id));
  if (places.length === 0 && unknown.length === 0) return null;
  return (
    <FilterMenu
      label={label}
      options={[
        ...places.map(({ id, name }) => ({ value: id, label: name })),
        ...unknown.map((id) => ({ value: id, label: "Unknown" })),
      ]}
      selected={selected}
      onChange={onChange}
    />
  );
}
