"use client";
import type { ReactNode } from "react";
import { CopyButton } from "./copy-button";

type Props = {
  title: string;
  /** What to do next. */
  children: ReactNode;
  requestId?: string;
  action?: ReactNode;
};

/** A page or a part that could not be shown: what happened, what to do, an id to quote. */
export function ErrorState({ title, children, requestId, action }: Props) {
  return (
    <div className="mx-auto grid max-w-xl gap-5 py-16">
      <h1 className="text-xl">{title}</h1>
      <div className="text-base text-soft">{children}</div>
      {action ? <div className="flex flex-wrap gap-2">{action}</div> : null}
      {requestId ? <RequestId id={requestId} /> : null}
    </div>
  );
}

/** "Request 01J…" with Copy, to hand to whoever reads the logs. */
export function RequestId({ id }: { id: string }) {
  return (
    <p className="flex items-center gap-1 text-faint text-xs">
      Request <code className="wrap-anywhere">{id}</code>
      <CopyButton text={id} label="Copy request id" />
    </p>
  );
}
