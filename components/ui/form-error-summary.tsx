"use client";
import { useEffect, useRef } from "react";
import { Alert } from "./alert";
import { RequestId } from "./error-state";

type Props = {
  /** The sentence for the whole form; null while nothing is wrong. */
  message?: string | null;
  /** Sentences by field name. */
  fields?: Record<string, string | undefined>;
  requestId?: string;
  /** Told of a bad field that has been changed: what is said of it is over. Controls are known by their names. */
  onFieldChanged?: (field: string) => void;
};

/** Stands at the top of a form that was refused, and moves the focus to its first bad field. */
export function FormErrorSummary({ message, fields, requestId, onFieldChanged }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const bad = Object.entries(fields ?? {}).filter(([, sentence]) => sentence);
  const shown = Boolean(message) || bad.length > 0;
  const forgetting = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new answer moves the focus once
  useEffect(() => {
    const typing = forgetting.current;
    forgetting.current = false;
    if (!shown || typing) return;
    const names = bad.map(([name]) => name);
    const controls = [...(box.current?.closest("form")?.elements ?? [])] as HTMLInputElement[];
    const field = controls.find(({ name, type }) => names.includes(name) && type !== "hidden");
    (field ?? box.current)?.focus();
  }, [message, fields]);
  useEffect(() => {
    const of = box.current?.closest("form");
    if (!of || !onFieldChanged) return;
    const changed = ({ target }: Event) => {
      const { form, name } = target as HTMLInputElement;
      if (form !== of || !fields?.[name]) return;
      forgetting.current = true;
      onFieldChanged(name);
    };
    // At the window, the last stop: drawn anew any sooner, a field would lose what has just been typed.
    window.addEventListener("input", changed);
    return () => window.removeEventListener("input", changed);
  }, [fields, onFieldChanged]);
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
