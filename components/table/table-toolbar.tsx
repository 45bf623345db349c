import type { ReactNode } from "react";

type Props = { search?: ReactNode; filters?: ReactNode; view?: ReactNode; onClear?: (() => void) | null };

/** Above a table: search, filter chips, and at the end how to look at it. */
export function TableToolbar({ search, filters, view, onClear }: Props) {
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      {search}
      {filters}
      {onClear ? (
        <button type="button" onClick={onClear} className="link h-8 px-1.5 text-soft">
          Clear filters
        </button>
      ) : null}
      {view ? <div className="flex items-center gap-1 sm:ml-auto">{view}</div> : null}
    </div>
  );
}
