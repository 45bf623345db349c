import { type ReactNode, useId } from "react";
import { cx } from "./class-names";

type Props = {
  title: ReactNode;
  purpose?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
  className?: string;
  /** For links to this part: "#id". */
  anchor?: string;
};

/** A part of a page under its own heading, parted by a hairline. */
export function Section({ title, purpose, action, children, className, anchor }: Props) {
  const id = useId();
  return (
    <section id={anchor} aria-labelledby={id} className={cx("[section+&]:mt-12", className)}>
      <div className="mb-4 flex flex-wrap items-end justify-between gap-3">
        <div className="grid min-w-0 gap-0.5">
          <h2 id={id} className="text-lg">
            {title}
          </h2>
          {purpose ? <p className="max-w-2xl text-soft">{purpose}</p> : null}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
