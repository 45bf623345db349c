"use client";
import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonStyle } from "./button-style";
import { cx } from "./class-names";
import { MaySleep } from "./may-sleep";
import { Spinner } from "./spinner";

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
  const idle = Boolean(sleeping) || Boolean(busy);
  return (
    <MaySleep sleeping={sleeping}>
      <button
        type="button"
        {...rest}
        aria-disabled={idle || undefined}
        aria-busy={busy || undefined}
        onClick={(event: MouseEvent<HTMLButtonElement>) =>
          idle ? event.preventDefault() : rest.onClick?.(event)
        }
        className={cx(buttonStyle(variant, size, Boolean(sleeping)), className)}
      >
        {busy ? <Spinner /> : icon}
        {children}
      </button>
    </MaySleep>
  );
}
