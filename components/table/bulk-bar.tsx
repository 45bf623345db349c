import type { ReactNode } from "react";

type Props = {
  count: number;
  /** How many match the filters in all; offers to take them all. */
  matching?: number;
  /** There are more than `matching`: the count stopped there. */
  more?: boolean;
  /** What limits an act on so many. */
  note?: string;
  onSelectAll?: () => void;
  onClear: () => void;
  /** What can be done with them. */
  children: ReactNode;
};

/** What is selected, and what can be done with it. */
export function BulkBar({ count, matching, more, note, onSelectAll, onClear, children }: Props) {
  if (count === 0) return null;
  return (
    <section
      aria-label="Selected rows"
      className="mb-3 flex animate-arrive flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-brass-edge bg-brass-wash px-3 py-1.5"
    >
      <p className="tabular font-strong">
        {count.toLocaleString("en")}
        {more && !matching ? "+" : ""} selected
      </p>
      {note ? <p className="text-soft">{note}</p> : null}
      {onSelectAll && matching && matching > count ? (
        <button type="button" className="link" onClick={onSelectAll}>
          Select all {matching.toLocaleString("en")}
          {more ? "+" : ""} matching
        </button>
      ) : null}
      <button type="button" className="link text-soft" onClick={onClear}>
        Clear
      </button>
      <div className="flex flex-wrap gap-2 sm:ml-auto">{children}</div>
    </section>
  );
}
