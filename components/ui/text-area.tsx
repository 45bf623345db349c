import type { ComponentProps } from "react";
import { cx } from "./class-names";

/** A control for a few lines; it grows with its text where the browser can. */
export function TextArea({ className, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={2}
      dir="auto"
      {...rest}
      className={cx(
        "control field-sizing-content max-h-64 min-h-16 w-full resize-y px-3 py-2 text-sm max-sm:text-base",
        className,
      )}
    />
  );
}
