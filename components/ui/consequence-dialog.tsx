"use client";
import { type ReactNode, useRef } from "react";
import { Button } from "./button";
import { cx } from "./class-names";
import { Dialog } from "./dialog";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** What will happen, with names and counts; one line each. */
  consequences?: ReactNode[];
  /** Evidence or a reason field, between the list and the buttons. */
  children?: ReactNode;
  /** What the button does: "Revoke key". */
  confirmLabel: string;
  onConfirm: () => void;
  busy?: boolean;
  sleeping?: string | null;
  tone?: "danger" | "primary";
  size?: "sm" | "md";
  /** Once it is done: what came of it, in the same place, with one button to leave. */
  outcome?: { title: ReactNode; children: ReactNode } | null;
};

/** Asks before something that cannot be taken back. Says what it brings; the focus starts on Cancel. */
export function ConsequenceDialog(props: Props) {
  const {
    open,
    onOpenChange,
    title,
    description,
    consequences,
    children,
    confirmLabel,
    onConfirm,
    busy,
    sleeping,
    outcome,
  } = props;
  const cancel = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      alert
      size={props.size ?? "sm"}
      open={open}
      onOpenChange={(next) => onOpenChange(next)}
      title={outcome ? outcome.title : title}
      description={outcome ? undefined : description}
      initialFocus={cancel}
      footer={
        outcome ? (
          <Button key="done" autoFocus onClick={() => onOpenChange(false)}>
            Done
          </Button>
        ) : (
          <>
            <Button ref={cancel} onClick={() => onOpenChange(false)}>
              Cancel
            </Button>
            <Button variant={props.tone ?? "danger"} busy={busy} sleeping={sleeping} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </>
        )
      }
    >
      {outcome ? (
        outcome.children
      ) : consequences?.length || children ? (
        <div className="grid gap-4">
          {consequences?.length ? (
            <ul className="grid border-line border-y">
              {consequences.map((line, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of sentences
                <li key={index} className="wrap-anywhere flex gap-2.5 border-line py-2 not-first:border-t">
                  <span
                    aria-hidden="true"
                    className={cx(
                      "mt-2 h-px w-2.5 shrink-0",
                      props.tone === "primary" ? "bg-edge" : "bg-danger",
                    )}
                  />
                  <span className="min-w-0">{line}</span>
                </li>
              ))}
            </ul>
          ) : null}
          {children}
        </div>
      ) : null}
    </Dialog>
  );
}
