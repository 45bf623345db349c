"use client";
import { Badge } from "../ui/badge";
import { Tip } from "../ui/tip";

/** The first scope and how many more, for a table cell; the tooltip and assistive technology get them all. */
export function ScopeSummary({ scopes }: { scopes: readonly string[] }) {
  const [first, ...more] = scopes;
  if (!first) return <span className="text-faint">None</span>;
  if (more.length === 0) return <code className="text-soft">{first}</code>;
  return (
    <Tip
      text={
        <span className="grid font-mono">
          {scopes.map((scope) => (
            <span key={scope}>{scope}</span>
          ))}
        </span>
      }
    >
      <button
        type="button"
        className="inline-flex max-w-full items-center gap-1.5 whitespace-nowrap rounded-sm text-soft"
      >
        <code className="truncate">{first}</code>
        <span className="text-faint">+{more.length}</span>
        <span className="sr-only">: {more.join(", ")}</span>
      </button>
    </Tip>
  );
}

/** Every scope, for a details page. */
export function ScopeBadges({ scopes }: { scopes: readonly string[] }) {
  if (scopes.length === 0) return <span className="text-faint">None: it can only say who it is</span>;
  return (
    <ul className="flex flex-wrap gap-1.5">
      {scopes.map((scope) => (
        <li key={scope} className="min-w-0 max-w-full">
          <Badge className="font-normal">
            <code>{scope}</code>
          </Badge>
        </li>
      ))}
    </ul>
  );
}
