"use client";
import type { Instant } from "../ui/format-time";
import { Time } from "../ui/time";
import { FirstSign } from "./first-sign";

export type FirstUse = { at: Instant; ip?: string | null };

/** "Waiting for its first use…", until it is used: "First used 4 s ago from 203.0.113.9". Said once. */
export function FirstUseLine({ use, now }: { use: FirstUse | null; now: Instant }) {
  const said = use && `The key has been used for the first time${use.ip ? `, from ${use.ip}` : ""}.`;
  return (
    <FirstSign waiting="Waiting for its first use…" said={said}>
      {use ? (
        <>
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
        </>
      ) : null}
    </FirstSign>
  );
}
