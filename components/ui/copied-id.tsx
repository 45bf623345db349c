import { CopyButton } from "./copy-button";

/** An id that somebody copies into a call or a ticket. `what` names it: "record id". */
export function CopiedId({ id, what = "record id" }: { id: string; what?: string }) {
  return (
    <span className="inline-flex max-w-full items-center gap-0.5">
      <code className="truncate text-soft">{id}</code>
      <CopyButton text={id} label={`Copy ${what}`} className="-my-1.5" />
    </span>
  );
}
