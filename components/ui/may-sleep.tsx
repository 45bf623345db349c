"use client";
import { cloneElement, type HTMLAttributes, type ReactElement, type ReactNode, useId } from "react";
import { Tip } from "./tip";

type Props = {
  /** Why it cannot be pressed now, as a sentence; without one it is awake. */
  sleeping?: string | null | false;
  /** What its tooltip says while it is awake. */
  tip?: ReactNode;
  children: ReactElement<HTMLAttributes<HTMLElement>>;
};

/**
 * Around a control that may sleep: says why, in a tooltip and as its description. Awake or asleep, the control is one and
 * the same element: the focus stays on it.
 */
export function MaySleep({ sleeping, tip = null, children }: Props) {
  const why = useId();
  return (
    <>
      <Tip text={sleeping || tip}>
        {sleeping ? cloneElement(children, { "aria-describedby": why }) : children}
      </Tip>
      {sleeping ? (
        <span id={why} className="sr-only">
          {sleeping}
        </span>
      ) : null}
    </>
  );
}
