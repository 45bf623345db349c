"use client";
import Link from "next/link";
import { useState } from "react";
import { TextField } from "@/components/ui/text-field";

export interface DocsEntry {
  page: string;
  heading: string;
  href: string;
}
const SHOWN = 10;

/** Finds a heading in any page: every word must stand in it or in its page's title. */
export function DocsSearch({ entries }: { entries: DocsEntry[] }) {
  const [query, setQuery] = useState("");
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = entries.filter(({ page, heading }) =>
    words.every((word) => `${page} ${heading}`.toLowerCase().includes(word)),
  );
  return (
    <search className="mb-6 block md:mr-2">
      <TextField
        label="Search headings"
        type="search"
        autoComplete="off"
        placeholder="Rotate, Outpost, scopes"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <div aria-live="polite" className="mt-2 empty:hidden">
        {words.length === 0 ? null : found.length === 0 ? (
          <p className="text-faint text-xs">No heading matches.</p>
        ) : (
          <ul className="grid gap-1.5">
            {found.slice(0, SHOWN).map(({ page, heading, href }) => (
              <li key={href}>
                <Link href={href} className="grid rounded-sm hover:underline" onClick={() => setQuery("")}>
                  {heading}
                  <span className="text-faint text-xs">{page}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
    </search>
  );
}
