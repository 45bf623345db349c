import type { ReactNode } from "react";

export type Fact = { term: string; value: ReactNode; note?: ReactNode };

/** Facts as term and value, ruled like a ledger. */
export function DetailsGrid({ facts }: { facts: Fact[] }) {
  return (
    <dl className="border-line border-t">
      {facts.map((fact) => (
        <div
          key={fact.term}
          className="grid gap-x-6 gap-y-0.5 border-line border-b py-2.5 sm:grid-cols-[10rem_1fr]"
        >
          <dt className="text-faint">{fact.term}</dt>
          <dd className="wrap-anywhere min-w-0">
            {fact.value}
            {fact.note ? <span className="block text-faint text-xs">{fact.note}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
