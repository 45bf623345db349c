"use client";
import { useEffect, useRef } from "react";
import { Alert } from "./alert";
import { RequestId } from "./error-state";

type Props = {
  /** The sentence for the whole form; null while nothing is wrong. */
  message?: string | null;
  /** Sentences by field name, in the order of the form. */
  fields?: Record<string, string | undefined>;
  requestId?: string;
};

/** Stands at the top of a form that was refused, and moves the focus to the first bad field. */
export function FormErrorSummary({ message, fields, requestId }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const bad = Object.entries(fields ?? {}).filter(([, sentence]) => sentence);
  const shown = Boolean(message) || bad.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new answer moves the focus once
  useEffect(() => {
    if (!shown) return;
    const form = box.current?.closest("form");
    const found = bad[0] ? form?.elements.namedItem(bad[0][0]) : null;
    const field = found instanceof RadioNodeList ? found[0] : found;
    if (field instanceof HTMLElement) field.focus();
    else box.current?.focus();
  }, [message, fields]);
  return (
    <div ref={box} tabIndex={-1} role="alert" className={shown ? "outline-none" : "hidden"}>
      {shown ? (
        <Alert
          kind="danger"
          title={
            message ??
            (bad.length === 1 ? "One field needs attention." : `${bad.length} fields need attention.`)
          }
        >
          {requestId ? <RequestId id={requestId} /> : null}
        </Alert>
      ) : null}
    </div>
  );
}
