"use client";
import { Check, Hourglass } from "lucide-react";
import { cx } from "@/components/ui/class-names";
import type { OutpostList } from "@/lib/services/outposts/list";
import type { ResetOutpost } from "@/lib/services/outposts/reset";

/** Who has answered a reset, and of whom nothing has been heard yet. */
export function ResetReceipts({ reset, list }: { reset: ResetOutpost[]; list: OutpostList }) {
  const known = new Map(list.outposts.map((outpost) => [outpost.id, outpost]));
  const rows = reset.map(({ id, name, generation }) => {
    const outpost = known.get(id);
    const answered = (outpost?.appliedGeneration ?? 0) >= generation;
    return { id, name, answered, silent: outpost?.state === "unknown" };
  });
  const answered = rows.filter((row) => row.answered).length;
  return (
    <div className="grid gap-2.5" role="status" data-receipt>
      <p className="text-base">
        <span className="font-strong">
          {answered} of {rows.length} {rows.length === 1 ? "Outpost has" : "Outposts have"} answered
        </span>
        {answered < rows.length ? " so far" : ""}
      </p>
      <ul className="flex flex-wrap gap-1.5">
        {rows.map((row) => (
          <li
            key={row.id}
            className={cx(
              "inline-flex min-h-7 animate-arrive items-center gap-1.5 rounded-full border px-2.5 text-xs",
              row.answered ? "border-line text-soft" : "border-soon-line text-soon",
            )}
          >
            {row.answered ? (
              <Check aria-hidden="true" className="size-3.5 text-good" />
            ) : (
              <Hourglass aria-hidden="true" className="size-3.5" />
            )}
            <bdi className="wrap-anywhere">{row.name}</bdi>
            {row.answered ? (
              <span className="sr-only">answered</span>
            ) : (
              <span className="text-faint">{row.silent ? "not connected" : "not answered yet"}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
