/** The recipes as the documentation shows them: there is no other copy. */
import { readFileSync } from "node:fs";

const page = new URL("../../../docs/outposts.md", import.meta.url);

/** The n-th block of a language below the heading, with each text that is different here replaced; all must be there. */
export function recipe(heading: string, language: string, replaced: Record<string, string>, nth = 0): string {
  const section =
    readFileSync(page, "utf8")
      .split(`\n### ${heading}\n`)[1]
      ?.split(/\n##+ /)[0] ?? "";
  const blocks = [...section.matchAll(/^```(\w+)\n(.*?)^```$/gms)].filter(([, is]) => is === language);
  let text = blocks[nth]?.[2];
  if (!text) throw new Error(`docs/outposts.md shows no ${language} under "${heading}".`);
  for (const [from, to] of Object.entries(replaced)) {
    if (!text.includes(from)) throw new Error(`The recipe for ${heading} says nothing of ${from}.`);
    text = text.replaceAll(from, to);
  }
  return text;
}
