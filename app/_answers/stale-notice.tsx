"use client";
import { Alert } from "@/components/ui/alert";
import { Time } from "@/components/ui/time";
import { sentenceOf } from "./problem";
import type { Stale } from "./use-fresh";

/** Since when what is shown below is no longer fresh, and why. */
export function StaleNotice({ stale, className }: { stale: Stale | null; className?: string }) {
  if (!stale) return null;
  const { since, problem } = stale;
  return (
    <Alert
      kind="warning"
      live
      className={className}
      title={
        <>
          Not refreshed since <Time at={since} now={since} show="since" />
        </>
      }
    >
      {problem ? sentenceOf(problem) : null}
    </Alert>
  );
}
