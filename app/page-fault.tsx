"use client";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { ErrorState } from "@/components/ui/error-state";
import { LoadAdvice } from "@/components/ui/load-advice";
import { isLoadFault } from "@/components/ui/load-fault";

export interface FaultProps {
  error: unknown;
  retry: () => void;
}

/** What the server lets a page know of its failure: the kind, and the request id under which the log has the cause. */
function reading(error: unknown): { away: boolean; requestId?: string } {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : "";
  const [kind, requestId] = digest.split(";");
  return { away: kind === "unavailable", requestId: requestId || digest || undefined };
}

/** A page that could not be shown. Never tells internals. */
export function PageFault({ error, retry }: FaultProps) {
  const [busy, start] = useTransition();
  const { away, requestId } = reading(error);
  if (isLoadFault(error)) return <Unloaded />;
  return (
    <ErrorState
      title={away ? "The database does not answer" : "This page could not be shown"}
      requestId={requestId}
      action={
        <>
          <Button variant="primary" busy={busy} onClick={() => start(() => retry())}>
            Try again
          </Button>
          {/* A new page, not a step inside the one that has failed. */}
          <a href="/" className={buttonStyle("ghost")}>
            Open the console
          </a>
        </>
      }
    >
      {away
        ? "Nothing was changed. The hub keeps trying to reach it; look again in a few seconds. Whoever runs the hub finds the cause in its log."
        : "Load it again. If the hub has been updated meanwhile, that also brings the new version. Should it fail once more, give the id below to whoever runs the hub: the log has the cause under it."}
    </ErrorState>
  );
}

/** A script of the page did not arrive. The browser remembers that, so only a new page asks for it again. */
function Unloaded() {
  return (
    <ErrorState
      title="A part of this page could not be loaded"
      action={
        <Button variant="primary" onClick={() => location.reload()}>
          Try again
        </Button>
      }
    >
      <LoadAdvice />
    </ErrorState>
  );
}
