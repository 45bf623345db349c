"use client";
import { type ComponentProps, type MouseEvent, type ReactNode, useId } from "react";
import { type ButtonSize, type ButtonVariant, buttonStyle } from "./button-style";
import { cx } from "./class-names";
import { Spinner } from "./spinner";
import { Tip } from "./tip";

export type ButtonProps = Omit<ComponentProps<"button">, "disabled"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  /** Work is under way: keeps its size and label, ignores presses. */
  busy?: boolean;
  /** Why it cannot be pressed now, as a sentence. It stays focusable and says so. */
  sleeping?: string | null | false;
};

/** A button that says what happens. Never `disabled`: it sleeps, and tells why. */
export function Button({ variant, size, icon, busy, sleeping, children, className, ...rest }: ButtonProps) {
  const why = useId();
  const idle = Boolean(sleeping) || Boolean(busy);
  return (
    <>
      {/* Awake or asleep, it is one and the same element: the focus stays on it. */}
      <Tip text={sleeping || null}>
        <button
          type="button"
          {...rest}
          aria-disabled={idle || undefined}
          aria-busy={busy || undefined}
          aria-describedby={sleeping ? why : rest["aria-describedby"]}
          onClick={(event: MouseEvent<HTMLButtonElement>) =>
            idle ? event.preventDefault() : rest.onClick?.(event)
          }
          className={cx(buttonStyle(variant, size, Boolean(sleeping)), className)}
        >
          {busy ? <Spinner /> : icon}
          {children}
        </button>
      </Tip>
      {sleeping ? (
        <span id={why} className="sr-only">
          {sleeping}
        </span>
      ) : null}
    </>
  );
}
