import type { ComponentProps } from "react";
import { cx } from "./class-names";

/** A one-line control. `mono` for anything that a program reads. */
export function TextInput({ mono, className, ...rest }: ComponentProps<"input"> & { mono?: boolean }) {
  return (
    <input
      type="text"
      dir="auto"
      {...rest}
      className={cx(
        "control h-9 w-full min-w-0 px-3 text-sm max-sm:text-base",
        mono && "font-mono",
        className,
      )}
    />
  );
}
