import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./class-names";

/** What opens a `details` (of class `group`): a chevron that turns, in place of the browser's own marker. */
export function DetailsSummary({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <summary
      className={cx(
        "inline-flex cursor-pointer list-none items-center gap-1.5 rounded-sm [&::-webkit-details-marker]:hidden",
        className,
      )}
    >
      <ChevronRight
        aria-hidden="true"
        className="size-4 shrink-0 transition-transform duration-120 group-open:rotate-90"
      />
      {children}
    </summary>
  );
}
