import type { ReactNode } from "react";

type Props = {
  title: ReactNode;
  /** One line: what this page is for. */
  purpose?: ReactNode;
  /** Beside the title: a badge. */
  mark?: ReactNode;
  /** The one primary action, and quiet ones before it. */
  action?: ReactNode;
};

/** The head of every page. */
export function PageHeader({ title, purpose, mark, action }: Props) {
  return (
    <header className="mb-8 flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
      <div className="grid min-w-0 max-w-3xl gap-1.5">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="wrap-anywhere text-xl">{title}</h1>
          {mark}
        </div>
        {purpose ? <p className="text-base text-soft">{purpose}</p> : null}
      </div>
      {action ? <div className="flex flex-wrap items-center gap-2 sm:pt-0.5">{action}</div> : null}
    </header>
  );
}
