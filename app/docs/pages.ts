/** The documentation, in reading order. Each page is `docs/{slug}.md`. */
export const DOCS_PAGES = [
  { slug: "quickstart", title: "Quickstart" },
  { slug: "managing-keys", title: "Managing keys" },
  { slug: "catalog", title: "API catalog" },
  { slug: "key-sets", title: "Key sets" },
  { slug: "lifecycle", title: "Key lifecycle" },
  { slug: "authentication", title: "Authentication" },
  { slug: "outposts", title: "Outposts" },
  { slug: "api", title: "API reference" },
  { slug: "operations", title: "Operations" },
  { slug: "security", title: "Security" },
  { slug: "contributing", title: "Contributing" },
] as const;
export type DocsPage = (typeof DOCS_PAGES)[number];

export function findPage(slug: string): DocsPage | null {
  return DOCS_PAGES.find((page) => page.slug === slug) ?? null;
}
