import { DetailsSummary } from "@/components/ui/details-summary";
import type { Heading } from "./headings";

/** The page's table of contents: beside the text where there is room, else folded above it. */
export function OnThisPage({ headings }: { headings: Heading[] }) {
  const parts = headings.filter(({ level }) => level === 2);
  const list = (
    <ul className="mt-2 grid gap-1.5 border-line border-l pl-3 text-sm">
      {parts.map(({ text, anchor }) => (
        <li key={anchor}>
          <a href={`#${anchor}`} className="rounded-sm text-soft hover:text-ink hover:underline">
            {text}
          </a>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <details className="group mb-6 xl:hidden">
        <DetailsSummary className="text-soft hover:text-ink">On this page</DetailsSummary>
        <nav aria-label="On this page">{list}</nav>
      </details>
      <nav aria-label="On this page" className="sticky top-10 hidden self-start xl:order-last xl:block">
        <p className="text-faint text-xs">On this page</p>
        {list}
      </nav>
    </>
  );
}
