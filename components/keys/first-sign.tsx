"use client";
import { type ReactNode, useEffect } from "react";
import { announce } from "../ui/announcer";

type Props = {
  /** "Waiting for its first use…" */
  waiting: string;
  /** What is said aloud once it has come; null until then. */
  said: string | null;
  /** What is shown from then on. */
  children: ReactNode;
};

/** Waits for the first sign of life of what was just made, and tells of it once. */
export function FirstSign({ waiting, said, children }: Props) {
  useEffect(() => {
    if (said !== null) announce(said);
  }, [said]);
  if (said === null) {
    return (
      <p className="flex items-center gap-2.5 text-soft">
        <span aria-hidden="true" className="size-2 animate-breathe rounded-full border-2 border-edge" />
        {waiting}
      </p>
    );
  }
  return <p className="flex animate-arrive items-center gap-2.5">{children}</p>;
}
