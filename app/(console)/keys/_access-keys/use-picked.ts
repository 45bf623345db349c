"use client";
import { useState } from "react";
import type { AccessKeyRow } from "@/lib/services/access-keys/list";
import type { KeysPicked } from "./bulk-acts";

/**
 * Which rows are ticked. They stay ticked on other pages and in another order; another filter begins anew, so that
 * nothing is picked that no longer can be seen. `filter` = what the table shows now.
 */
export function usePicked(rows: AccessKeyRow[], filter: Record<string, unknown>) {
  const shown = JSON.stringify(filter);
  const [state, setState] = useState({ shown, names: new Map<string, string>(), all: false });
  // At once, in this very rendering: a filter that is taken back must not bring an old selection with it.
  if (state.shown !== shown) setState({ shown, names: new Map(), all: false });
  const { names, all } = state;
  const onPage = rows.map((row) => row.id);
  return {
    all,
    count: names.size,
    picked: (all ? { filter } : { ids: [...names.keys()] }) as KeysPicked,
    clear: () => setState({ shown, names: new Map(), all: false }),
    pickAll: () => setState({ shown, names, all: true }),
    selection: {
      ids: all ? onPage : [...names.keys()],
      onChange(ids: string[]) {
        const known = new Map([...names, ...rows.map((row) => [row.id, row.name] as const)]);
        setState({ shown, names: new Map(ids.map((id) => [id, known.get(id) ?? id])), all: false });
      },
      nameOf: (id: string) => rows.find((row) => row.id === id)?.name ?? id,
    },
  };
}
