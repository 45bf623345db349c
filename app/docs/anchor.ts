import type { ReactNode } from "react";

/** The anchor of a heading, as GitHub makes it: "Show-once, in short" is `show-once-in-short`. */
export function anchorOf(heading: ReactNode): string {
  return textOf(heading)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");
}

function textOf(node: ReactNode): string {
  if (typeof node === "string" || typeof node === "number") return String(node);
  if (Array.isArray(node)) return node.map(textOf).join("");
  const children = (node as { props?: { children?: ReactNode } } | null)?.props?.children;
  return children === undefined ? "" : textOf(children);
}
