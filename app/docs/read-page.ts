import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DocsPage } from "./pages";

/** The page's markdown. The hub runs in the project's folder, from sources as well as from a build. */
export function readPage({ slug }: DocsPage): Promise<string> {
  return readFile(join(/* turbopackIgnore: true */ process.cwd(), "docs", `${slug}.md`), "utf8");
}
