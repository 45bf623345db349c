"use client";
import { Alert } from "@/components/ui/alert";
import { RequestId } from "@/components/ui/error-state";
import type { Trouble } from "./use-answer";

/** Why something did not happen, beside what was pressed. */
export function TroubleAlert({ trouble, className }: { trouble: Trouble; className?: string }) {
  if (!trouble.message) return null;
  return (
    <Alert kind="danger" title={trouble.message} live className={className}>
      {trouble.requestId ? <RequestId id={trouble.requestId} /> : null}
    </Alert>
  );
}
