import type { ReactNode } from "react";
import { DocsFrame } from "@/components/shell/docs-frame";
import { DocsSearch } from "./docs-search";
import { headingsOf } from "./headings";
import { DOCS_PAGES } from "./pages";
import { readPage } from "./read-page";

/** Open to everybody, also without a session. */
export default async function DocsLayout({ children }: { children: ReactNode }) {
  const items = DOCS_PAGES.map(({ slug, title }) => ({ href: `/docs/${slug}`, label: title }));
  const entries = await Promise.all(
    DOCS_PAGES.map(async (page) =>
      headingsOf(await readPage(page)).map(({ text, anchor }) => ({
        page: page.title,
        heading: text,
        href: `/docs/${page.slug}#${anchor}`,
      })),
    ),
  );
  return (
    <DocsFrame nav={[{ heading: "Documentation", items }]} search={<DocsSearch entries={entries.flat()} />}>
      {children}
    </DocsFrame>
  );
}
