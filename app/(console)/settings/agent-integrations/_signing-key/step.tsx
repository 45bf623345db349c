import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/class-names";

export type Progress = "done" | "now" | "later";

const WORDS: Record<Progress, string> = { done: "done", now: "under way", later: "to come" };

/** One step of a rotation: what it is, whether it is behind us, and what can be done in it. */
export function Step({ title, is, children }: { title: ReactNode; is: Progress; children?: ReactNode }) {
  return (
    <li
      className="group relative grid grid-cols-1 gap-1.5 pb-5 pl-8 last:pb-0"
      aria-current={is === "now" ? "step" : undefined}
    >
      <span aria-hidden="true" className="absolute top-6 bottom-0 left-2 w-px bg-line group-last:hidden" />
      <span
        aria-hidden="true"
        className={cx(
          "absolute top-1 left-0 grid size-[17px] place-items-center rounded-full border-2",
          is === "done" && "border-good bg-good-wash text-good",
          is === "now" && "border-brass-edge bg-brass-wash",
          is === "later" && "border-line bg-paper",
        )}
      >
        {is === "done" ? <Check className="size-2.5" strokeWidth={3.5} /> : null}
      </span>
      <p className={cx("font-strong", is === "later" && "text-faint")}>
        {title}
        <span className="sr-only"> ({WORDS[is]})</span>
      </p>
      {children}
    </li>
  );
}
