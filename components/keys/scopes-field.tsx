"use client";
import { Search } from "lucide-react";
import { useId, useState } from "react";
import { Checkbox } from "../ui/checkbox";
import { cx } from "../ui/class-names";
import { FieldError } from "../ui/field";
import { ScopePresets } from "./scope-presets";

export type ScopeOption = { value: string; description?: string };
export type ScopePreset = { label: string; scopes: string[] };
type Props = {
  name: string;
  scopes: ScopeOption[];
  presets?: ScopePreset[];
  defaultValue?: string[];
  legend?: string;
  error?: string | null;
};

/** What a key may do: presets, a search, and one box per scope. Boxes that the search hides stay in the form. */
export function ScopesField({
  name,
  scopes,
  presets = [],
  defaultValue = [],
  legend = "Scopes",
  error,
}: Props) {
  const [chosen, setChosen] = useState(new Set(defaultValue));
  const [query, setQuery] = useState("");
  const id = useId();
  const wanted = query.trim().toLowerCase();
  const matches = (scope: ScopeOption) =>
    !wanted || `${scope.value} ${scope.description ?? ""}`.toLowerCase().includes(wanted);
  const found = scopes.filter(matches).length;
  function set(value: string, on: boolean) {
    const next = new Set(chosen);
    if (on) next.add(value);
    else next.delete(value);
    setChosen(next);
  }
  return (
    <fieldset aria-describedby={`${id}-count ${error ? `${id}-error` : ""}`} className="grid min-w-0 gap-1.5">
      <legend className="mb-1.5 font-strong">{legend}</legend>
      <ScopePresets presets={presets} chosen={chosen} onChoose={(values) => setChosen(new Set(values))} />
      <div className="min-w-0 overflow-hidden rounded-md border border-edge/60">
        {scopes.length > 8 ? (
          <div className="relative border-line border-b">
            <Search aria-hidden="true" className="absolute top-2.5 left-3 size-4 text-faint" />
            <input
              type="search"
              value={query}
              aria-label="Search scopes"
              placeholder="Search scopes"
              onChange={(event) => setQuery(event.target.value)}
              onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
              className="h-9 w-full bg-surface pr-3 pl-9 focus-visible:-outline-offset-2 max-sm:text-base"
            />
          </div>
        ) : null}
        <div
          className={cx(
            "grid gap-x-4 bg-surface py-1.5 sm:grid-cols-2",
            // A few are shown whole: a list that scrolls inside a dialog that scrolls hides more than it saves.
            scopes.length > 12 && "max-h-60 overflow-y-auto",
          )}
        >
          {scopes.map((scope) => (
            <Checkbox
              key={scope.value}
              name={name}
              value={scope.value}
              checked={chosen.has(scope.value)}
              onChange={(event) => set(scope.value, event.target.checked)}
              label={<code className="wrap-anywhere">{scope.value}</code>}
              note={scope.description}
              className={cx("px-3 py-1.5", !matches(scope) && "hidden")}
            />
          ))}
          {found === 0 ? <p className="px-3 py-2 text-faint">No scope matches “{query}”.</p> : null}
        </div>
      </div>
      <p id={`${id}-count`} className="text-faint text-xs">
        {chosen.size === 0
          ? "Without a scope it has no power over the hub: it only tells who it is, as a program that calls your own API needs. Grant only what it needs."
          : `${chosen.size} of ${scopes.length} granted. Grant only what it needs.`}
      </p>
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  );
}
