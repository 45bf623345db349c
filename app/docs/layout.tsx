import type { ReactNode } from "react";
import { DocsFrame } from "@/components/shell/docs-frame";
import { DOCS_PAGES } from "./pages";

/** Open to everybody, also without a session. */
export default function DocsLayout({ children }: { children: ReactNode }) {
  const items = DOCS_PAGES.map(({ slug, title }) => ({ href: `/docs/${slug}`, label: title }));
  return <DocsFrame nav={[{ heading: "Documentation", items }]}>{children}</DocsFrame>;
}
