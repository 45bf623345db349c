import type { ReactNode } from "react";
import { cx } from "./class-names";

type Props = { icon?: ReactNode; sentence: ReactNode; action?: ReactNode; className?: string };

/** Nothing here yet: one sentence, one button. */
export function EmptyState({ icon, sentence, action, className }: Props) {
  return (
    <div
      className={cx(
        "ruled grid justify-items-center gap-4 border-line border-y px-6 py-16 text-center",
        className,
      )}
    >
      {icon ? (
        <span
          aria-hidden="true"
          className="flex size-11 items-center justify-center rounded-full border border-line bg-paper text-faint [&_svg]:size-5"
        >
          {icon}
        </span>
      ) : null}
      <p className="max-w-md text-balance bg-paper px-2 text-base text-soft">{sentence}</p>
      {action}
    </div>
  );
}
