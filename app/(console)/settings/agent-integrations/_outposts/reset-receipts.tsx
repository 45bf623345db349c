"use client";
import { Check, Hourglass, X } from "lucide-react";
import { cx } from "@/components/ui/class-names";
import type { OutpostList, OutpostSummary } from "@/lib/services/outposts/list";
import type { ResetOutpost } from "@/lib/services/outposts/reset";

const LOOKS = {
  answered: { word: "answered", ink: "border-line text-soft", mark: <Check className="text-good" /> },
  removed: { word: "removed", ink: "border-line text-soft", mark: <X /> },
  silent: { word: "not connected", ink: "border-soon-line text-soon", mark: <Hourglass /> },
  waiting: { word: "not answered yet", ink: "border-soon-line text-soon", mark: <Hourglass /> },
};

type Props = {
  /** Those that were reset. */
  outposts: ResetOutpost[];
  /** The time of the list that was shown then: one that is no newer may lack an Outpost that had just come. */
  since: Date;
  list: OutpostList;
};

/** Who has answered a reset, and of whom nothing has been heard yet. Nobody waits for one that was removed meanwhile. */
export function ResetReceipts({ outposts, since, list }: Props) {
  const known = new Map(list.outposts.map((outpost) => [outpost.id, outpost]));
  const rows = outposts.map(({ id, name, generation }) => {
    const gone = !known.has(id) && list.at > since;
    return { id, name, standing: gone ? "removed" : standingOf(known.get(id), generation) } as const;
  });
  const waitedFor = rows.filter(({ standing }) => standing !== "removed").length;
  const answered = rows.filter(({ standing }) => standing === "answered").length;
  return (
    <div className="grid gap-2.5" role="status" data-receipt>
      <p className="text-base">
        <span className="font-strong">
          {waitedFor === 0
            ? "No Outpost is left to answer"
            : `${answered} of ${waitedFor} ${waitedFor === 1 ? "Outpost has" : "Outposts have"} answered`}
        </span>
        {answered < waitedFor ? " so far" : ""}
      </p>
      <ul className="flex flex-wrap gap-1.5">
        {rows.map(({ id, name, standing }) => {
          const { word, ink, mark } = LOOKS[standing];
          return (
            <li
              key={id}
              className={cx(
                "inline-flex min-h-7 animate-arrive items-center gap-1.5 rounded-full border px-2.5 text-xs",
                ink,
              )}
            >
              <span aria-hidden="true" className="[&_svg]:size-3.5">
                {mark}
              </span>
              <bdi className="wrap-anywhere">{name}</bdi>
              <span className={standing === "answered" ? "sr-only" : "text-faint"}>{word}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function standingOf(outpost: OutpostSummary | undefined, generation: number) {
  if ((outpost?.appliedGeneration ?? 0) >= generation) return "answered";
  return outpost?.state === "unknown" ? "silent" : "waiting";
}
