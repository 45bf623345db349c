"use client";
import { useEffect } from "react";
import { announce } from "../ui/announcer";
import type { Instant } from "../ui/format-time";
import { Time } from "../ui/time";

export type FirstUse = { at: Instant; ip?: string | null };

/** "Waiting for its first use…", until it is used: "First used 4 s ago from 203.0.113.9". Said once. */
export function FirstUseLine({ use, now }: { use: FirstUse | null; now: Instant }) {
  const used = use !== null;
  const ip = use?.ip;
  useEffect(() => {
    if (used) announce(`The key has been used for the first time${ip ? `, from ${ip}` : ""}.`);
  }, [used, ip]);
  if (!use) {
    return (
      <p className="flex items-center gap-2.5 text-soft">
        <span aria-hidden="true" className="size-2 animate-breathe rounded-full border-2 border-edge" />
        Waiting for its first use…
      </p>
    );
  }
  return (
    <p className="flex animate-arrive items-center gap-2.5">
      <span aria-hidden="true" className="size-2 rounded-full bg-good" />
      <span>
        First used <Time at={use.at} now={now} />
        {use.ip ? (
          <>
            {" "}
            from <code>{use.ip}</code>
          </>
        ) : null}
      </span>
    </p>
  );
}
