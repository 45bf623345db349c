"use client";
import { useCallback, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import type { KeyUsage } from "@/lib/services/access-keys/usage";
import { readUsage } from "./actions";
import type { KeySubject } from "./key-subject";
import { notBefore } from "./not-before";
import { settle } from "./use-submit";

const total = (rows: KeyUsage["outcomes"]) => rows.reduce((sum, row) => sum + row.calls, 0);
const count = (n: number) => n.toLocaleString("en");
const SHOWN = 3;

/** Before a withdrawal: who uses the key now. Fetched when the dialog opens, so that it is fresh. */
export function Evidence({ subject, now }: { subject: KeySubject; now: Date }) {
  const [usage, setUsage] = useState<KeyUsage | "failed" | null>(null);
  const read = useCallback(async () => {
    setUsage(null);
    const answer = await settle(() => readUsage({ id: subject.id }));
    setUsage("problem" in answer ? "failed" : answer.value);
  }, [subject.id]);
  useEffect(() => {
    read();
  }, [read]);
  return (
    <section aria-label="Who uses it" className="rounded-lg border border-line bg-paper p-3.5">
      {usage === null ? (
        <div role="status" className="grid gap-2">
          <span className="sr-only">Reading who uses it</span>
          <Skeleton className="h-4 w-2/3" />
          <Skeleton className="h-4 w-1/2" />
        </div>
      ) : usage === "failed" ? (
        <p className="flex flex-wrap items-center justify-between gap-2">
          Its usage could not be read.
          <Button size="sm" onClick={read}>
            Try again
          </Button>
        </p>
      ) : (
        <Facts usage={usage} subject={subject} now={now} />
      )}
    </section>
  );
}

function Facts({ usage, subject, now }: { usage: KeyUsage; subject: KeySubject; now: Date }) {
  const month = total(usage.outcomes);
  const last = usage.callers[0];
  const lastUsedAt = subject.lastUsedAt ?? last?.lastAt;
  if (month === 0 && !lastUsedAt)
    return <p className="text-soft">It has not been used in the last 30 days, so nothing should break.</p>;
  return (
    <div className="grid gap-2.5">
      <dl className="grid grid-cols-3 gap-3">
        <Figure term="Last used">
          {lastUsedAt ? <Time at={lastUsedAt} now={notBefore(lastUsedAt, now)} /> : "Never"}
        </Figure>
        <Figure term="Calls in 24 h">{count(total(usage.lastDay))}</Figure>
        <Figure term="Calls in 30 days">{count(month)}</Figure>
      </dl>
      {usage.callers.length > 0 ? (
        <ul className="grid gap-1 text-xs">
          {usage.callers.slice(0, SHOWN).map((caller) => (
            <li key={`${caller.ip} ${caller.userAgent}`} className="flex min-w-0 gap-2">
              <code className="shrink-0">{caller.ip}</code>
              <bdi className="min-w-0 flex-1 truncate text-faint">{caller.userAgent}</bdi>
              <span className="tabular shrink-0 text-soft">{count(caller.calls)} calls</span>
            </li>
          ))}
          {usage.callers.length > SHOWN ? (
            <li className="text-faint">and {usage.callers.length - SHOWN} more callers</li>
          ) : null}
        </ul>
      ) : null}
    </div>
  );
}

function Figure({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-faint text-xs">{term}</dt>
      <dd className="tabular font-strong">{children}</dd>
    </div>
  );
}
