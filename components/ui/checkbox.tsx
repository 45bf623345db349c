"use client";
import { type ComponentProps, type ReactNode, useEffect, useId, useRef } from "react";
import { cx } from "./class-names";

export type CheckboxProps = Omit<ComponentProps<"input">, "type"> & {
  /** Neither all nor none of what it stands for. */
  mixed?: boolean;
  label: ReactNode;
  /** A second line under the label. */
  note?: ReactNode;
  /** Keep the label for assistive technology only, as in a table. */
  bare?: boolean;
};

/** A native checkbox, drawn as ours. */
export function Checkbox({ mixed, label, note, bare, className, ...rest }: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    if (box.current) box.current.indeterminate = Boolean(mixed);
  }, [mixed]);
  return (
    <label className={cx("inline-flex items-start gap-2.5", bare && "p-1.5", className)}>
      <input
        {...rest}
        ref={box}
        type="checkbox"
        aria-describedby={note ? id : rest["aria-describedby"]}
        className={cx("tick control size-4 shrink-0 appearance-none rounded-sm", !bare && "mt-0.5")}
      />
      <span className={cx(bare && "sr-only", "min-w-0")}>
        <span className="block">{label}</span>
        {note ? (
          <span id={id} className="block text-faint text-xs">
            {note}
          </span>
        ) : null}
      </span>
    </label>
  );
}
