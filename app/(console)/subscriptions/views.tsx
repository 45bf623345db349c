import { Badge } from "@/components/ui/badge";
import { cx } from "@/components/ui/class-names";
import { ReachedLink } from "@/components/ui/reached-link";

export const VIEW_LABELS = { received: "Received", requested: "Requested" } as const;
export type View = keyof typeof VIEW_LABELS;

/** The two ways to look at subscriptions, for whoever has both: what to decide, and what one asked for. */
export function Views({ current, waiting }: { current: View; waiting: number }) {
  return (
    <nav aria-label="Views" className="mb-5 flex gap-1 border-line border-b">
      {(Object.keys(VIEW_LABELS) as View[]).map((view) => (
        <ReachedLink
          key={view}
          href={`/subscriptions?view=${view}`}
          aria-current={view === current ? "page" : undefined}
          className={cx(
            "-mb-px flex h-9 items-center border-b-2 px-3 focus-visible:-outline-offset-2",
            view === current
              ? "border-brass-edge font-strong text-ink"
              : "border-transparent text-soft hover:text-ink",
          )}
        >
          {VIEW_LABELS[view]}{" "}
          {view === "received" && waiting > 0 ? (
            <Badge tone="info" className="ml-2">
              {waiting.toLocaleString("en")} waiting
            </Badge>
          ) : null}
        </ReachedLink>
      ))}
    </nav>
  );
}
