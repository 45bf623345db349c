import { anchorOf } from "./anchor";

export interface Heading {
  level: 2 | 3;
  text: string;
  anchor: string;
}

/** The headings under the title of a page, in order. Lines in code blocks are none. */
export function headingsOf(markdown: string): Heading[] {
  return markdown
    .replace(/^```[\s\S]*?^```/gm, "")
    .split("\n")
    .flatMap((line) => {
      const found = /^(##|###) (.+)$/.exec(line);
      if (!found) return [];
      const text = found[2]!.replace(/[`*]/g, "").trim();
      return { level: found[1]!.length as 2 | 3, text, anchor: anchorOf(text) };
    });
}
